"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { toApiError } from "@/lib/api-client/request/api-error";
import { triggersQuery } from "@/lib/api-client/webhooks/trigger-queries";
import { seenOffQuery, webhooksQuery } from "@/lib/api-client/webhooks/webhook-queries";
import type { SwitchedOff } from "@/lib/domain/switched-off";
import type { Webhook } from "@/lib/domain/webhook";
import { lazyPart } from "../ui/behaviour/lazy-part";
import { DeleteWebhookDialog } from "./list/delete-webhook-dialog";
import { filterWebhooks } from "./list/filter-webhooks";
import { WebhookFilterBar } from "./list/webhook-filter-bar";
import {
  AutoDisabledBanner,
  NoWebhookMatches,
  NoWebhooksYet,
  StaleListNotice,
  WebhookListFailure,
  WebhookListSkeleton,
} from "./list/webhook-list-states";
import { WebhookTable } from "./list/webhook-table";
import { useSwitchWebhook } from "./use-webhook-changes";
import { newWebhook, useOpenWebhook, useWebhookFilter } from "./use-webhooks-url";

const WebhookSheet = lazyPart(() =>
  import("./form/webhook-sheet").then((part) => part.WebhookSheet),
);

interface WebhookListProps {
  readonly accountId: string;
  readonly webhooks: readonly Webhook[];
  /** Told of by a notice of its own. */
  readonly switchedOff: readonly SwitchedOff[];
}

function WebhookList({ accountId, webhooks, switchedOff }: WebhookListProps) {
  const { filter, setFilter } = useWebhookFilter();
  const { open } = useOpenWebhook();
  const triggers = useQuery(triggersQuery());
  const switchWebhook = useSwitchWebhook(accountId);
  const [deleting, setDeleting] = useState<Webhook | null>(null);
  const shown = filterWebhooks(webhooks, filter);
  const seen = useQuery(seenOffQuery(accountId)).data ?? [];
  const told = new Set([...seen, ...switchedOff.map(({ id }) => id)]);
  const off = webhooks.filter(({ id, state }) => state === "auto-disabled" && !told.has(id));
  if (webhooks.length === 0) {
    return <NoWebhooksYet onCreate={() => open(newWebhook, "user-deleted")} />;
  }
  const count = shown.length === webhooks.length ? "" : `${shown.length} of `;
  return (
    <>
      <WebhookFilterBar
        filter={filter}
        setFilter={setFilter}
        count={`${count}${webhooks.length} ${webhooks.length === 1 ? "webhook" : "webhooks"}`}
      />
      <AutoDisabledBanner
        webhooks={off}
        onShow={() => setFilter({ state: "auto-disabled", q: null })}
      />
      <div className="min-h-0 flex-1 overflow-y-auto short:flex-none short:overflow-visible">
        {shown.length === 0 ? (
          <NoWebhookMatches onClear={() => setFilter({ q: null, state: null })} />
        ) : (
          <WebhookTable
            accountId={accountId}
            webhooks={shown}
            triggerNames={new Map(triggers.data?.items.map(({ id, name }) => [id, name]))}
            verbs={{
              edit: (webhook) => open(webhook.id),
              remove: setDeleting,
              setEnabled: switchWebhook,
            }}
          />
        )}
      </div>
      {deleting && (
        <DeleteWebhookDialog
          accountId={accountId}
          webhook={deleting}
          onClose={() => setDeleting(null)}
        />
      )}
    </>
  );
}

/** The account's webhooks, and the sheet that creates and edits them. */
export function WebhooksScreen({ accountId }: { readonly accountId: string }) {
  const { data, dataUpdatedAt, error, isPending, refetch } = useQuery(webhooksQuery(accountId));
  const { webhook, preset, close } = useOpenWebhook();
  return (
    <>
      {isPending && <WebhookListSkeleton />}
      {error && !data && (
        <WebhookListFailure error={toApiError(error)} onRetry={() => void refetch()} />
      )}
      {error && data && <StaleListNotice error={toApiError(error)} readAt={dataUpdatedAt} />}
      {data && (
        <WebhookList accountId={accountId} webhooks={data.items} switchedOff={data.switchedOff} />
      )}
      {webhook !== null && (
        <WebhookSheet
          key={webhook}
          accountId={accountId}
          webhookId={webhook === newWebhook ? null : webhook}
          presetId={preset}
          onClose={close}
        />
      )}
    </>
  );
}
