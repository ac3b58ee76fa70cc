"use client";

import Link from "next/link";
import type { Account } from "@/lib/domain/account";
import type { AccountRow } from "@/lib/domain/account-webhooks";
import { type HealthState, healthStates } from "@/lib/domain/webhook-health";
import { healthNames } from "@/lib/format/health-words";
import { timeAgo } from "@/lib/format/instant";
import { pagePath } from "@/lib/format/page-path";
import { classNames } from "../../ui/class-names";
import { Instant } from "../../ui/instant";
import { MatrixCell } from "./matrix-cell";
import { type MatrixColumn, webhooksIn } from "./matrix-columns";
import type { CellSelection } from "./use-cell-selection";

interface MatrixRowProps {
  readonly account: Account;
  readonly row: AccountRow | undefined;
  readonly index: number;
  readonly columns: readonly MatrixColumn[];
  readonly selection: CellSelection;
  readonly entry: string | null;
}

export const stickyLooks = "sticky left-0 z-10 w-60 min-w-60 max-md:w-36 max-md:min-w-36";

function countsInWords({ webhooks }: AccountRow): string {
  if (webhooks.length === 0) return "None";
  const count = (wanted: HealthState) => webhooks.filter(({ state }) => state === wanted).length;
  const parts = healthStates.flatMap((state) => {
    const found = count(state);
    return found === 0 ? [] : [`${found} ${healthNames[state].toLowerCase()}`];
  });
  return `${webhooks.length}: ${parts.join(", ")}`;
}

function LastEvent({ row }: { readonly row: AccountRow | undefined }) {
  const last = row?.webhooks.reduce((at, { lastEventAt }) => Math.max(at, lastEventAt ?? 0), 0);
  if (!row || !last) return <span className="text-ink-faint">–</span>;
  return <Instant ms={last}>{timeAgo(last, Math.max(last, row.readAt))}</Instant>;
}

/** An account: its name leads to its webhooks, then how many there are, then a cell for each trigger. */
export function MatrixRow({ account, row, index, columns, selection, entry }: MatrixRowProps) {
  const cell = "h-10 whitespace-nowrap border-line border-b px-3 align-middle text-sm";
  return (
    <tr aria-rowindex={index + 2}>
      <th
        scope="row"
        className={classNames(
          stickyLooks,
          "h-10 border-line border-b bg-paper px-3 text-left font-normal max-md:pl-4 md:pl-6",
        )}
      >
        <Link
          href={pagePath(account.id, "webhooks")}
          title={account.realm ?? account.name}
          translate="no"
          className="block truncate font-medium text-sm underline-offset-2 hover:underline"
        >
          {account.name}
        </Link>
      </th>
      <td className={classNames(cell, row?.problem ? "text-failing" : "")}>
        <span className="block max-w-80 truncate" title={row?.problem ?? undefined}>
          {row ? (row.problem ?? countsInWords(row)) : "Not read yet"}
        </span>
      </td>
      <td className={classNames(cell, "nums")}>
        <LastEvent row={row} />
      </td>
      {columns.map((column) => {
        const key = selection.keyOf(account.id, column.key);
        return (
          <MatrixCell
            key={column.key}
            cellKey={key}
            webhooks={row && row.problem === null ? webhooksIn(row, column) : undefined}
            selected={selection.keys.has(key)}
            isEntry={key === entry}
            onSelect={(range) => selection.toggle(key, range)}
          />
        );
      })}
    </tr>
  );
}
