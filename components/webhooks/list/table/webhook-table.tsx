"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import { Checkbox } from "@/components/ui/controls/checkbox";
import type { Webhook } from "@/lib/domain/webhook";
import type { Selection } from "../selection/use-selection";
import { useTableKeys } from "./use-table-keys";
import type { WebhookColumn } from "./webhook-columns";
import { type RowSetting, rowHeights, WebhookRow } from "./webhook-row";

interface WebhookTableProps extends RowSetting {
  readonly webhooks: readonly Webhook[];
  readonly selection: Selection;
}

const headLooks =
  "sticky top-0 z-10 h-8 border-line border-b bg-paper px-3 text-left font-normal text-ink-faint text-xs";

/** As many rows are all in the page, where the browser's own search finds them. */
const maxWhole = 100;

interface TableHeadProps {
  readonly columns: readonly WebhookColumn[];
  readonly selection: Selection;
  readonly count: number;
}

function TableHead({ columns, selection, count }: TableHeadProps) {
  const chosen = selection.ids.size;
  return (
    <thead className="max-md:sr-only">
      <tr aria-rowindex={1}>
        <th scope="col" className={classNames(headLooks, "w-11 pr-0 pl-6")}>
          <Checkbox
            label="Select all that are shown"
            checked={chosen === 0 ? false : chosen === count || "some"}
            onCheckedChange={() => selection.chooseAll(chosen < count)}
          />
        </th>
        {columns.map(({ id, name, wide }) => (
          <th key={id} scope="col" className={classNames(headLooks, wide)}>
            {name}
          </th>
        ))}
        <th scope="col" className={classNames(headLooks, "w-12")}>
          <span className="sr-only">Actions</span>
        </th>
      </tr>
    </thead>
  );
}

/** Stands for the rows that are not in the page. */
function Gap({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className="max-md:block" style={{ height }}>
      <td className="max-md:block" />
    </tr>
  );
}

/** The account's webhooks: whether they work before anything else. Only rows in sight are in the page. */
export function WebhookTable({ webhooks, selection, ...setting }: WebhookTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: webhooks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeights[setting.density],
    getItemKey: (index) => webhooks[index]?.id ?? index,
    overscan: webhooks.length <= maxWhole ? maxWhole : 12,
  });
  const items = virtualizer.getVirtualItems();
  const onKeyDown = useTableKeys(webhooks, selection);
  return (
    <div
      ref={scroller}
      className="@container min-h-0 flex-1 overflow-y-auto short:flex-none short:overflow-visible"
    >
      <table
        data-density={setting.density}
        aria-rowcount={webhooks.length + 1}
        className="w-full table-fixed border-separate border-spacing-0 max-md:block"
      >
        <caption className="sr-only">Webhooks</caption>
        <TableHead columns={setting.columns} selection={selection} count={webhooks.length} />
        <tbody className="max-md:block" onKeyDown={onKeyDown}>
          <Gap height={items[0]?.start ?? 0} />
          {items.map(({ index, key }) => {
            const webhook = webhooks[index];
            return (
              webhook && (
                <WebhookRow
                  key={key}
                  {...setting}
                  webhook={webhook}
                  index={index}
                  measure={virtualizer.measureElement}
                  selected={selection.ids.has(webhook.id)}
                  onSelect={(chosen, range) => selection.choose(webhook.id, chosen, range)}
                />
              )
            );
          })}
          <Gap height={virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  );
}
