"use client";

import { Minus } from "lucide-react";
import type { AccountWebhook } from "@/lib/domain/account-webhooks";
import { classNames } from "../../ui/class-names";
import { HealthMark } from "../health/health-mark";
import { worstOf } from "./matrix-columns";

interface MatrixCellProps {
  /** "account column": where the keyboard is, and what is chosen. */
  readonly cellKey: string;
  /** Undefined while the account is not read. */
  readonly webhooks: readonly AccountWebhook[] | undefined;
  readonly selected: boolean;
  /** The one cell that Tab reaches. */
  readonly isEntry: boolean;
  readonly onSelect: (range: boolean) => void;
}

function Content({ webhooks }: Pick<MatrixCellProps, "webhooks">) {
  if (!webhooks) return <span className="text-ink-faint text-xs">Not read yet</span>;
  const worst = worstOf(webhooks);
  if (worst === null) {
    return (
      <span className="flex items-center gap-1.5 text-ink-faint text-sm">
        <Minus className="size-4 shrink-0" aria-hidden />
        Missing
      </span>
    );
  }
  return (
    <span className="flex items-center gap-1.5">
      <HealthMark state={worst} />
      {webhooks.length > 1 && (
        <span className="nums text-ink-faint text-xs">of {webhooks.length}</span>
      )}
    </span>
  );
}

/** What an account has on one trigger; chosen by click or key. */
export function MatrixCell({ cellKey, webhooks, selected, isEntry, onSelect }: MatrixCellProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has one handler for all keys.
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it is a cell of a grid.
      role="gridcell"
      data-cell={cellKey}
      aria-selected={selected}
      tabIndex={isEntry ? 0 : -1}
      title={webhooks?.map(({ name }) => name).join(", ")}
      onClick={({ shiftKey }) => onSelect(shiftKey)}
      className={classNames(
        "h-10 cursor-pointer select-none whitespace-nowrap border-line border-b px-3 align-middle",
        "focus-visible:-outline-offset-2",
        selected ? "bg-accent-soft" : "hover:bg-hover",
      )}
    >
      <Content webhooks={webhooks} />
    </td>
  );
}
