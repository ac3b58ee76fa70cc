"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { triggersQuery } from "@/lib/api-client/webhooks/trigger-queries";
import { webhookHealthQuery } from "@/lib/api-client/webhooks/webhook-health-query";
import { seenOffQuery } from "@/lib/api-client/webhooks/webhook-queries";
import type { SwitchedOff } from "@/lib/domain/switched-off";
import type { Webhook } from "@/lib/domain/webhook";
import { triggerName } from "@/lib/format/trigger-words";
import { lazyPart } from "../../ui/behaviour/lazy-part";
import { BulkBar } from "../bulk/bulk-bar";
import type { BulkVerb } from "../bulk/bulk-plan";
import { useMendWebhook } from "../changes/use-mend-webhook";
import { useSwitchWebhook } from "../changes/use-switch-webhook";
import { worstFirst } from "../health/worst-first";
import { useLinter } from "../use-lint-context";
import { newWebhook, useOpenWebhook, useWebhookFilter, useWhereUrl } from "../use-webhooks-url";
import { emptyFilter, filterWebhooks } from "./filter/filter-webhooks";
import { WebhookFilterBar } from "./filter/webhook-filter-bar";
import { useSelection } from "./selection/use-selection";
import type { WebhookVerbs } from "./table/webhook-actions";
import { webhookColumns } from "./table/webhook-columns";
import { WebhookTable } from "./table/webhook-table";
import { TableViewMenu } from "./view/table-view-menu";
import { useTableView } from "./view/use-table-view";
import { AutoDisabledBanner, NoWebhookMatches, NoWebhooksYet } from "./webhook-list-states";

const BulkDialog = lazyPart(() => import("../bulk/bulk-dialog").then((part) => part.BulkDialog));
const DeleteWebhookDialog = lazyPart(() =>
  import("./delete-webhook-dialog").then((part) => part.DeleteWebhookDialog),
);
const ElsewhereDialog = lazyPart(() =>
  import("./elsewhere-dialog").then((part) => part.ElsewhereDialog),
);
const TestDialog = lazyPart(() =>
  import("../test-fire/test-dialog").then((part) => part.TestDialog),
);
const ReEnableDialog = lazyPart(() =>
  import("../re-enable/re-enable-dialog").then((part) => part.ReEnableDialog),
);

interface WebhookListProps {
  readonly accountId: string;
  readonly webhooks: readonly Webhook[];
  /** Told of by a notice of its own. */
  readonly switchedOff: readonly SwitchedOff[];
}

type Asking = {
  readonly what: "delete" | "elsewhere" | "test" | "re-enable";
  readonly webhook: Webhook;
} | null;

/** What is done to one webhook from its row. */
function useVerbs(accountId: string, ask: (asking: Asking) => void): WebhookVerbs {
  const { open } = useOpenWebhook();
  const { switching, setEnabled } = useSwitchWebhook(accountId);
  const { look } = useWhereUrl();
  return {
    mend: useMendWebhook(accountId),
    switching,
    setEnabled: (webhook, enabled) => {
      // Kazoo gave up on its URL, so that is asked first.
      if (enabled && webhook.state === "auto-disabled") ask({ what: "re-enable", webhook });
      else setEnabled(webhook, enabled);
    },
    where: ({ id }) => look(id),
    test: (webhook) => ask({ what: "test", webhook }),
    edit: ({ id }) => open(id),
    duplicate: ({ id }) => open(newWebhook, { copy: id }),
    alsoHere: ({ id }) => open(newWebhook, { copy: id, here: true }),
    explainEvents: (webhook) => ask({ what: "elsewhere", webhook }),
    remove: (webhook) => ask({ what: "delete", webhook }),
  };
}

function useTriggerNames(): ReadonlyMap<string, string> {
  const { data } = useQuery(triggersQuery());
  return useMemo(() => new Map(data?.items.map(({ id, name }) => [id, name])), [data]);
}

/** What was asked about one webhook, over the list. */
function Asked(props: {
  accountId: string;
  asking: Asking;
  verbs: WebhookVerbs;
  onClose: () => void;
}) {
  const { asking, verbs, ...rest } = props;
  if (!asking) return null;
  const { what, webhook } = asking;
  if (what === "delete") return <DeleteWebhookDialog {...rest} webhook={webhook} />;
  if (what === "test") return <TestDialog {...rest} webhook={webhook} />;
  if (what === "re-enable") return <ReEnableDialog {...rest} webhooks={[webhook]} />;
  const alsoHere = () => {
    rest.onClose();
    verbs.alsoHere(webhook);
  };
  return <ElsewhereDialog webhook={webhook} onAlsoHere={alsoHere} onClose={rest.onClose} />;
}

/** The account's webhooks as they are filtered, and what can be done to them. */
export function WebhookList({ accountId, webhooks, switchedOff }: WebhookListProps) {
  const { filter, setFilter } = useWebhookFilter();
  const { open } = useOpenWebhook();
  const triggerNames = useTriggerNames();
  const [asking, setAsking] = useState<Asking>(null);
  const verbs = useVerbs(accountId, setAsking);
  const [bulk, setBulk] = useState<BulkVerb | null>(null);
  const [reEnabling, setReEnabling] = useState(false);
  const tableView = useTableView();
  const lint = useLinter(accountId);
  const { data: health } = useQuery(webhookHealthQuery(accountId));
  const shown = useMemo(() => {
    const found = filterWebhooks(webhooks, filter, ({ trigger }) =>
      triggerName(trigger, triggerNames.get(trigger)),
    );
    return worstFirst(found, health?.items ?? []);
  }, [webhooks, filter, triggerNames, health]);
  const selection = useSelection(shown);
  const seen = useQuery(seenOffQuery(accountId)).data ?? [];
  const told = new Set([...seen, ...switchedOff.map(({ id }) => id)]);
  const off = webhooks.filter(({ id, state }) => state === "auto-disabled" && !told.has(id));
  if (webhooks.length === 0) {
    return <NoWebhooksYet onCreate={() => open(newWebhook, { preset: "user-deleted" })} />;
  }
  const count = shown.length === webhooks.length ? "" : `${shown.length} of `;
  const columns = webhookColumns.filter(({ id }) => !tableView.view.hidden.includes(id));
  return (
    <>
      <WebhookFilterBar
        filter={filter}
        setFilter={setFilter}
        webhooks={webhooks}
        triggerNames={triggerNames}
        count={`${count}${webhooks.length} ${webhooks.length === 1 ? "webhook" : "webhooks"}`}
      >
        <TableViewMenu {...tableView} />
      </WebhookFilterBar>
      <AutoDisabledBanner
        webhooks={off}
        onShow={() => setFilter({ ...emptyFilter, state: "auto-disabled" })}
        onReEnable={() => setReEnabling(true)}
      />
      <BulkBar
        count={selection.ids.size}
        total={shown.length}
        onVerb={setBulk}
        onAll={() => selection.chooseAll(true)}
        onClear={() => selection.chooseAll(false)}
      />
      {shown.length === 0 ? (
        <NoWebhookMatches onClear={() => setFilter(emptyFilter)} />
      ) : (
        <WebhookTable
          accountId={accountId}
          webhooks={shown}
          selection={selection}
          columns={columns}
          density={tableView.view.density}
          triggerNames={triggerNames}
          lint={lint}
          verbs={verbs}
        />
      )}
      {bulk && (
        <BulkDialog
          accountId={accountId}
          verb={bulk}
          chosen={shown.filter(({ id }) => selection.ids.has(id))}
          onClose={() => setBulk(null)}
        />
      )}
      {reEnabling && (
        <ReEnableDialog
          accountId={accountId}
          webhooks={webhooks.filter(({ state }) => state === "auto-disabled")}
          onClose={() => setReEnabling(false)}
        />
      )}
      <Asked accountId={accountId} asking={asking} verbs={verbs} onClose={() => setAsking(null)} />
    </>
  );
}
