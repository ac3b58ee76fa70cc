"use client";

import { useQuery } from "@tanstack/react-query";
import { type Ref, useMemo, useRef } from "react";
import { useSeen } from "@/components/ui/behaviour/use-seen";
import { classNames } from "@/components/ui/class-names";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { webhookHealthQuery } from "@/lib/api-client/webhooks/webhook-health-query";
import { webhookDetailQuery } from "@/lib/api-client/webhooks/webhook-queries";
import type { Webhook } from "@/lib/domain/webhook";
import { triggerWords } from "@/lib/format/trigger-words";
import type { Linter } from "../../use-lint-context";
import { WebhookActions, type WebhookVerbs } from "./webhook-actions";
import type { WebhookColumn } from "./webhook-columns";

/** The same for all rows of one table. */
export interface RowSetting {
  readonly accountId: string;
  readonly columns: readonly WebhookColumn[];
  readonly density: Density;
  /** Names of triggers by id, as this Kazoo tells them. */
  readonly triggerNames: ReadonlyMap<string, string>;
  readonly lint: Linter;
  readonly verbs: WebhookVerbs;
}

export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];
export const rowHeights: Readonly<Record<Density, number>> = { comfortable: 48, compact: 32 };

interface WebhookRowProps extends RowSetting {
  readonly webhook: Webhook;
  readonly index: number;
  readonly selected: boolean;
  readonly onSelect: (selected: boolean, range: boolean) => void;
  readonly measure: Ref<HTMLTableRowElement>;
}

const phoneCell = "max-md:h-auto max-md:border-0 max-md:px-3";

export function WebhookRow(props: WebhookRowProps) {
  const { accountId, webhook, triggerNames, lint, verbs, columns, density, selected } = props;
  const seen = useRef<HTMLTableCellElement>(null);
  const { data, isError } = useQuery({
    ...webhookDetailQuery(accountId, webhook),
    enabled: useSeen(seen),
  });
  const detail = isError && !data ? null : data;
  const findings = useMemo(() => lint(webhook, detail ?? null), [webhook, detail, lint]);
  const { data: health } = useQuery({
    ...webhookHealthQuery(accountId),
    select: ({ items }) => items.find(({ webhookId }) => webhookId === webhook.id),
  });
  const fires = triggerWords(
    { trigger: webhook.trigger, modifiers: detail?.modifiers ?? {} },
    triggerNames.get(webhook.trigger),
  );
  const cellLooks = classNames(
    "border-line border-b px-3 align-middle",
    density === "compact" ? "h-8" : "h-12",
    phoneCell,
  );
  return (
    <tr
      ref={props.measure}
      data-index={props.index}
      aria-rowindex={props.index + 2}
      aria-selected={selected}
      className={classNames(
        "group text-sm max-md:relative max-md:grid max-md:grid-cols-[auto_minmax(0,1fr)_auto] max-md:border-line max-md:border-b max-md:py-2",
        selected ? "bg-accent-soft" : "hover:bg-hover",
      )}
    >
      <td
        ref={seen}
        className={classNames(cellLooks, "pr-0 pl-4 max-md:order-0 max-md:row-span-4 md:pl-6")}
      >
        <Checkbox
          data-control="select"
          label={`Select ${webhook.name}`}
          checked={selected}
          onCheckedChange={props.onSelect}
        />
      </td>
      {columns.map(({ id, wide, phone, cell }) => (
        <td key={id} className={classNames(cellLooks, wide, "max-md:w-auto", phone)}>
          {cell({ accountId, webhook, detail, health, fires, findings, verbs })}
        </td>
      ))}
      <td className={classNames(cellLooks, "pr-4 pl-0 text-right max-md:order-2 max-md:pr-1")}>
        <WebhookActions accountId={accountId} webhook={webhook} verbs={verbs} />
      </td>
    </tr>
  );
}
