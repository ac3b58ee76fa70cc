"use client";

import { exactInstant } from "@/lib/format/instant";
import { Tooltip } from "./overlays/tooltip";

interface InstantProps {
  readonly ms: number;
  /** How it is shown: "12:04:31". */
  readonly children: string;
  readonly className?: string;
}

/** A time as people say it; the exact instant with its zone on hover. */
export function Instant({ ms, children, className }: InstantProps) {
  return (
    <Tooltip text={<span className="nums font-mono">{exactInstant(ms)}</span>}>
      <time dateTime={new Date(ms).toISOString()} className={className}>
        {children}
      </time>
    </Tooltip>
  );
}
