"use client";

import { ChevronDown, ChevronRight, Copy, Route } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { copyText } from "@/components/ui/controls/copy-text";
import { IconButton } from "@/components/ui/controls/icon-button";
import type { FieldRow } from "./field-rows";

const indentPx = 16;

const valueLooks: Readonly<Record<FieldRow["type"], string>> = {
  string: "text-ink",
  number: "text-kind-call",
  boolean: "text-kind-object",
  null: "text-ink-faint",
  object: "text-ink-faint",
  array: "text-ink-faint",
};

interface FieldRowViewProps {
  readonly row: FieldRow;
  readonly folded: boolean;
  readonly onFold: (path: string) => void;
}

function Value({ row }: { readonly row: FieldRow }) {
  return (
    <span className={classNames("whitespace-pre-wrap break-all", valueLooks[row.type])}>
      {row.text === "" ? <span className="text-ink-faint">empty</span> : row.text}
      {row.note && <span className="ml-2 text-ink-faint">{row.note}</span>}
    </span>
  );
}

/** One field: fold it, or copy its value or its path. */
export function FieldRowView({ row, folded, onFold }: FieldRowViewProps) {
  const brackets = row.type === "array" ? `[${row.children}]` : `{${row.children}}`;
  return (
    <li
      className="group relative flex min-h-7 items-start gap-2 py-1 pr-4 font-mono text-xs leading-5 hover:bg-hover"
      style={{ paddingLeft: 12 + row.depth * indentPx }}
    >
      {row.text === null ? (
        <button
          type="button"
          aria-expanded={!folded}
          onClick={() => onFold(row.path)}
          className="flex items-center gap-1 text-ink-soft hover:text-ink [&_svg]:size-3.5!"
        >
          {folded ? <ChevronRight aria-hidden /> : <ChevronDown aria-hidden />}
          {row.name}
          <span className="text-ink-faint">{brackets}</span>
        </button>
      ) : (
        <>
          <span className="shrink-0 pl-[18px] text-ink-soft">{row.name}</span>
          <span className="min-w-0 flex-1">
            <Value row={row} />
          </span>
        </>
      )}
      <span className="absolute top-0 right-2 hidden rounded bg-hover group-focus-within:flex group-hover:flex">
        {row.text !== null && (
          <IconButton
            label="Copy the value"
            className="size-7! [&_svg]:size-3.5!"
            onClick={() => void copyText(row.text ?? "", "the value")}
          >
            <Copy aria-hidden />
          </IconButton>
        )}
        <IconButton
          label="Copy the path"
          hint={row.path}
          className="size-7! [&_svg]:size-3.5!"
          onClick={() => void copyText(row.path, "the path")}
        >
          <Route aria-hidden />
        </IconButton>
      </span>
    </li>
  );
}
