"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useSeen } from "@/components/ui/behaviour/use-seen";
import { webhookDetailQuery } from "@/lib/api-client/webhooks/webhook-queries";
import type { Webhook } from "@/lib/domain/webhook";
import { triggerWords } from "@/lib/format/trigger-words";
import { classNames } from "../../ui/class-names";
import { WebhookActions, type WebhookVerbs } from "./webhook-actions";
import { WebhookStateMark } from "./webhook-state-mark";
import { WebhookUrl } from "./webhook-url";

interface WebhookTableProps {
  readonly accountId: string;
  readonly webhooks: readonly Webhook[];
  /** Names of triggers by id, as this Kazoo tells them. */
  readonly triggerNames: ReadonlyMap<string, string>;
  readonly verbs: WebhookVerbs;
}

const headLooks =
  "sticky top-0 z-10 h-8 border-line border-b bg-paper px-3 text-left font-normal text-ink-faint text-xs";
const cellLooks = "h-12 border-line border-b px-3 align-middle";

function formatWords({ httpVerb, format }: NonNullable<Webhook["detail"]>): string {
  const verb = httpVerb.toUpperCase();
  return verb === "GET" ? "GET query" : `${verb} ${format === "json" ? "JSON" : "form"}`;
}

function WebhookRow(props: Omit<WebhookTableProps, "webhooks"> & { webhook: Webhook }) {
  const { accountId, webhook, triggerNames, verbs } = props;
  const row = useRef<HTMLTableRowElement>(null);
  const enabled = useSeen(row);
  const { data: detail, isError } = useQuery({
    ...webhookDetailQuery(accountId, webhook),
    enabled,
  });
  const unread = detail === null || (isError && !detail);
  const fires = triggerWords(
    { trigger: webhook.trigger, modifiers: detail?.modifiers ?? {} },
    triggerNames.get(webhook.trigger),
  );
  return (
    <tr
      ref={row}
      className="group text-sm hover:bg-hover max-md:relative max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:border-line max-md:border-b max-md:px-1 max-md:py-2"
    >
      <td
        className={classNames(
          cellLooks,
          "pl-6 max-md:order-3 max-md:col-span-2 max-md:h-auto max-md:border-0 max-md:pl-3",
        )}
      >
        <WebhookStateMark webhook={webhook} />
      </td>
      <td
        className={classNames(
          cellLooks,
          "max-w-72 max-md:order-1 max-md:h-auto max-md:max-w-none max-md:border-0",
        )}
      >
        <button
          type="button"
          translate="no"
          onClick={() => verbs.edit(webhook)}
          className="block max-w-full truncate rounded text-left font-medium hover:text-accent max-md:min-h-8"
        >
          {webhook.name}
        </button>
      </td>
      <td
        className={classNames(
          cellLooks,
          "whitespace-nowrap text-ink-soft max-md:order-4 max-md:col-span-2 max-md:h-auto max-md:border-0 max-md:pt-1",
        )}
      >
        {fires}
        {unread && <span className="block text-ink-faint text-xs">Settings not read</span>}
      </td>
      <td
        className={classNames(
          cellLooks,
          "w-full max-w-0 max-md:order-5 max-md:col-span-2 max-md:h-auto max-md:max-w-full max-md:border-0",
        )}
      >
        <WebhookUrl webhook={webhook} />
      </td>
      <td
        className={classNames(
          cellLooks,
          "whitespace-nowrap font-mono text-ink-faint text-xs max-lg:hidden",
        )}
      >
        {detail && formatWords(detail)}
      </td>
      <td
        className={classNames(
          cellLooks,
          "pr-4 text-right max-md:order-2 max-md:h-auto max-md:border-0 max-md:pr-1",
        )}
      >
        <WebhookActions accountId={accountId} webhook={webhook} verbs={verbs} />
      </td>
    </tr>
  );
}

/** The account's webhooks: whether they work before anything else. */
export function WebhookTable({ webhooks, ...rest }: WebhookTableProps) {
  return (
    <table className="w-full border-separate border-spacing-0 max-md:block">
      <caption className="sr-only">Webhooks</caption>
      <thead className="max-md:sr-only">
        <tr>
          <th scope="col" className={classNames(headLooks, "pl-6")}>
            State
          </th>
          <th scope="col" className={headLooks}>
            Name
          </th>
          <th scope="col" className={headLooks}>
            Fires on
          </th>
          <th scope="col" className={headLooks}>
            URL
          </th>
          <th scope="col" className={classNames(headLooks, "max-lg:hidden")}>
            Sent as
          </th>
          <th scope="col" className={headLooks}>
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {webhooks.map((webhook) => (
          <WebhookRow key={webhook.id} webhook={webhook} {...rest} />
        ))}
      </tbody>
    </table>
  );
}
