/** The console's own ink and paper (app/globals.css), as much of it as one page needs. */
export const restartingStyle = `
:root {
  color-scheme: light dark;
  --paper: light-dark(oklch(0.992 0.002 85), oklch(0.182 0.004 85));
  --line: light-dark(oklch(0.912 0.005 85), oklch(0.278 0.006 85));
  --ink: light-dark(oklch(0.235 0.008 85), oklch(0.935 0.004 85));
  --ink-soft: light-dark(oklch(0.405 0.008 85), oklch(0.79 0.006 85));
  --ink-faint: light-dark(oklch(0.515 0.008 85), oklch(0.665 0.008 85));
  --accent: light-dark(oklch(0.47 0.19 266), oklch(0.755 0.12 270));
  --waiting: light-dark(oklch(0.5 0.11 70), oklch(0.81 0.12 80));
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
* { margin: 0; box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
body {
  font: 15px/24px Geist, system-ui, sans-serif;
  -webkit-font-smoothing: antialiased;
}
main {
  display: flex;
  flex-direction: column;
  justify-content: center;
  gap: 12px;
  min-height: 100vh;
  min-height: 100dvh;
  max-width: 640px;
  padding: 32px 24px;
  margin-inline: auto;
}
.wordmark {
  display: flex;
  align-items: center;
  gap: 8px;
  margin-bottom: 12px;
  font-weight: 600;
  letter-spacing: -0.025em;
}
h1 { font-size: 20px; line-height: 28px; font-weight: 600; letter-spacing: -0.025em; text-wrap: balance; }
p { color: var(--ink-soft); text-wrap: pretty; }
.wordmark { color: var(--ink); }
.state {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  column-gap: 8px;
  margin-top: 12px;
  padding-top: 16px;
  border-top: 1px solid var(--line);
  color: var(--ink-faint);
  font-size: 13px;
  line-height: 20px;
}
.light { width: 8px; height: 8px; border-radius: 4px; background: var(--waiting); animation: wait 2s ease-in-out infinite; }
time { font-family: "Geist Mono", ui-monospace, monospace; font-variant-numeric: tabular-nums; }
@keyframes wait { 50% { opacity: 0.35; } }
@media (prefers-reduced-motion: reduce) { .light { animation: none; } }
`;
