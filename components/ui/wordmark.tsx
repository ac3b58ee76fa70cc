import { classNames } from "./class-names";

/** The sign: a line that ends in a hook, and the one thing it caught. */
export function HookSign({ className }: { readonly className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden
      className={classNames("size-6 shrink-0", className)}
      fill="none"
    >
      <path
        d="M3 4h18M15.5 4v11a4.75 4.75 0 0 1-9.5 0v-1"
        stroke="currentColor"
        strokeWidth="2.25"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="6" cy="9.75" r="2.25" fill="var(--accent)" />
    </svg>
  );
}

export function Wordmark({ className }: { readonly className?: string }) {
  return (
    <span
      className={classNames("inline-flex items-center gap-2 font-semibold text-ink", className)}
    >
      <HookSign />
      <span className="tracking-tight">Hookline</span>
    </span>
  );
}
