"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import type { Account } from "@/lib/domain/account";
import type { AccountRow } from "@/lib/domain/account-webhooks";
import { classNames } from "../../ui/class-names";
import type { MatrixColumn } from "./matrix-columns";
import { MatrixRow, stickyLooks } from "./matrix-row";
import type { CellSelection } from "./use-cell-selection";
import { useMatrixKeys } from "./use-matrix-keys";

interface MatrixTableProps {
  readonly accounts: readonly Account[];
  readonly rows: ReadonlyMap<string, AccountRow>;
  readonly columns: readonly MatrixColumn[];
  readonly selection: CellSelection;
}

const rowHeight = 40;
const headLooks =
  "sticky top-0 h-9 whitespace-nowrap border-line border-b bg-paper px-3 text-left font-normal text-ink-faint text-xs";

/** Stands for the rows that are not in the page. */
function Gap({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden style={{ height }}>
      <td colSpan={columns} />
    </tr>
  );
}

function Head({ columns, selection }: Pick<MatrixTableProps, "columns" | "selection">) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className={classNames(headLooks, stickyLooks, "z-20! max-md:pl-4 md:pl-6")}>
          Account
        </th>
        <th scope="col" className={classNames(headLooks, "z-10")}>
          Webhooks
        </th>
        <th scope="col" className={classNames(headLooks, "z-10")}>
          Last event
        </th>
        {columns.map(({ key, name }) => (
          <th key={key} scope="col" className={classNames(headLooks, "z-10")}>
            <button
              type="button"
              title="Select the column, or not"
              onClick={() => selection.toggleColumn(key)}
              className="rounded hover:text-ink hover:underline"
            >
              {name}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Accounts by triggers. Only rows in sight are in the page; names and heads stay in sight. */
export function MatrixTable({ accounts, rows, columns, selection }: MatrixTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: accounts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => accounts[index]?.id ?? index,
    overscan: 15,
  });
  const items = virtualizer.getVirtualItems();
  const { entry, onKeyDown } = useMatrixKeys(accounts, columns, selection);
  const width = columns.length + 3;
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto short:max-h-dvh short:flex-none">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are chosen and walked by key.
        role="grid"
        aria-label="Webhooks of each account"
        aria-multiselectable
        aria-rowcount={accounts.length + 1}
        className="w-full border-separate border-spacing-0"
      >
        <Head columns={columns} selection={selection} />
        <tbody onKeyDown={onKeyDown}>
          <Gap height={items[0]?.start ?? 0} columns={width} />
          {items.map(({ index, key }) => {
            const account = accounts[index];
            return (
              account && (
                <MatrixRow
                  key={key}
                  account={account}
                  row={rows.get(account.id)}
                  index={index}
                  columns={columns}
                  selection={selection}
                  entry={entry}
                />
              )
            );
          })}
          <Gap height={virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)} columns={width} />
        </tbody>
      </table>
    </div>
  );
}
