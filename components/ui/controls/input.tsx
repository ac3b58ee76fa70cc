import type { ComponentProps } from "react";
import { classNames } from "../class-names";

/** The looks of everything one types or chooses in. */
export const controlLooks =
  "h-8 w-full min-w-0 rounded border border-edge/70 bg-raised px-2.5 text-ink text-sm transition-colors placeholder:text-ink-faint hover:border-edge focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 disabled:opacity-55 aria-invalid:border-failing max-md:h-10 max-md:text-base";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return (
    <input
      autoComplete="off"
      spellCheck={false}
      className={classNames(controlLooks, className)}
      {...props}
    />
  );
}
