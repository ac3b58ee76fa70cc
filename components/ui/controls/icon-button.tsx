"use client";

import type { ComponentProps } from "react";
import { classNames } from "../class-names";
import { Tooltip } from "../overlays/tooltip";

interface IconButtonProps extends ComponentProps<"button"> {
  /** What it does: its name for everybody, and the tooltip. */
  readonly label: string;
  readonly hint?: string;
}

export function IconButton({ label, hint, className, ...props }: IconButtonProps) {
  return (
    <Tooltip
      text={
        <>
          {label}
          {hint && <span className="ml-2 font-mono opacity-70">{hint}</span>}
        </>
      }
    >
      <button
        type="button"
        aria-label={label}
        className={classNames(
          "inline-flex size-8 shrink-0 items-center justify-center rounded text-ink-soft transition-colors hover:bg-hover hover:text-ink disabled:opacity-40 data-[state=open]:bg-hover [&_svg]:size-4",
          className,
        )}
        {...props}
      />
    </Tooltip>
  );
}
