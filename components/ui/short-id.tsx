"use client";

import { shortId } from "@/lib/format/short-id";
import { classNames } from "./class-names";
import { copyText } from "./controls/copy-text";
import { Tooltip } from "./overlays/tooltip";

interface ShortIdProps {
  readonly id: string;
  /** What it identifies, with its article: "the call id". */
  readonly what: string;
  readonly className?: string;
}

/** Eight characters of an id; whole on hover, copied on click. */
export function ShortId({ id, what, className }: ShortIdProps) {
  return (
    <Tooltip text={<span className="break-all font-mono">{id}</span>}>
      <button
        type="button"
        translate="no"
        tabIndex={-1}
        aria-label={`Copy ${what} ${id}`}
        className={classNames("truncate rounded font-mono hover:text-accent", className)}
        onClick={(event) => {
          event.preventDefault();
          event.stopPropagation();
          void copyText(id, what);
        }}
      >
        {shortId(id)}
      </button>
    </Tooltip>
  );
}
