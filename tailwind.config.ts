import type { Config } from "tailwindcss";

/** Every colour is a token that app/globals.css defines for light and for dark. */
const config: Config = {
  content: ["./app/**/*.tsx", "./components/**/*.tsx"],
  theme: {
    colors: {
      transparent: "transparent",
      current: "currentColor",
      paper: "var(--paper)",
      sunken: "var(--sunken)",
      raised: "var(--raised)",
      hover: "var(--hover)",
      choice: "var(--choice)",
      line: "var(--line)",
      edge: "var(--edge)",
      ink: { DEFAULT: "var(--ink)", soft: "var(--ink-soft)", faint: "var(--ink-faint)" },
      accent: {
        DEFAULT: "var(--accent)",
        strong: "var(--accent-strong)",
        soft: "var(--accent-soft)",
        ink: "var(--accent-ink)",
      },
      ok: { DEFAULT: "var(--ok)", soft: "var(--ok-soft)" },
      waiting: { DEFAULT: "var(--waiting)", soft: "var(--waiting-soft)" },
      failing: { DEFAULT: "var(--failing)", soft: "var(--failing-soft)" },
      kind: {
        object: "var(--kind-object)",
        call: "var(--kind-call)",
        notification: "var(--kind-notification)",
        message: "var(--kind-message)",
        unknown: "var(--ink-faint)",
      },
    },
    fontSize: {
      xs: ["12px", "16px"],
      sm: ["13px", "20px"],
      base: ["15px", "24px"],
      lg: ["20px", "28px"],
    },
    fontFamily: {
      sans: ["var(--font-geist-sans)", "system-ui", "sans-serif"],
      mono: ["var(--font-geist-mono)", "ui-monospace", "monospace"],
    },
    borderRadius: { none: "0", DEFAULT: "6px", full: "9999px" },
    boxShadow: { float: "var(--shadow-float)", none: "none" },
    screens: { sm: "480px", md: "768px", lg: "1024px", xl: "1200px" },
  },
};

export default config;
