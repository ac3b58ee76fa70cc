"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Instant } from "@/components/ui/instant";
import { eventListQuery } from "@/lib/api-client/events/event-queries";
import { webhookHealthQuery } from "@/lib/api-client/webhooks/webhook-health-query";
import { webhooksQuery } from "@/lib/api-client/webhooks/webhook-queries";
import type { EventSummary } from "@/lib/domain/event";
import type { Webhook } from "@/lib/domain/webhook";
import { localInstant } from "@/lib/format/instant";
import { PanelSection } from "./panel-section";

interface Change {
  readonly key: string;
  readonly at: number;
  readonly words: string;
}

const edits: Readonly<Record<string, string>> = {
  doc_created: "Created in Kazoo",
  doc_edited: "Changed in Kazoo",
  doc_deleted: "Deleted in Kazoo",
};

/** What Kazoo itself told of the webhook, where another webhook brings that here. */
function toldBy(event: EventSummary, webhookId: string): Change[] {
  const { id: key, receivedAt: at, type, action, facts } = event;
  if (type === "webhook_disabled" && facts.hook_id === webhookId) {
    return [{ key, at, words: "Kazoo switched it off after too many failed attempts" }];
  }
  const words = edits[action ?? ""];
  return type === "webhook" && facts.id === webhookId && words ? [{ key, at, words }] : [];
}

function useChanges(accountId: string, webhook: Webhook): Change[] {
  const told = useInfiniteQuery(eventListQuery(accountId, { q: webhook.id }));
  const seen = useQuery(webhooksQuery(accountId)).data?.switchedOff ?? [];
  const health = useQuery(webhookHealthQuery(accountId)).data?.items ?? [];
  const changes = (told.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .flatMap((event) => toldBy(event, webhook.id));
  const off = seen.find(({ id }) => id === webhook.id);
  if (off) {
    const on = { at: off.lastSeenOnAt, words: "Hookline saw it on" };
    changes.push({ key: "on", ...on });
    changes.push({ key: "off", at: off.seenOffAt, words: "Hookline saw it switched off by Kazoo" });
  }
  const answer = health.find(({ webhookId }) => webhookId === webhook.id)?.lastAnswer;
  if (answer && !answer.isSuccess) {
    changes.push({ key: "attempt", at: answer.at, words: "The last failed attempt" });
  }
  return changes.sort((a, b) => b.at - a.at);
}

/** What became of a webhook, as far as anybody told Hookline. */
export function StateHistory({ accountId, webhook }: { accountId: string; webhook: Webhook }) {
  const changes = useChanges(accountId, webhook);
  return (
    <PanelSection title="History">
      {changes.length > 0 && (
        <ol className="flex flex-col gap-1.5" aria-label="What became of it">
          {changes.map(({ key, at, words }) => (
            <li key={key} className="grid grid-cols-[112px_minmax(0,1fr)] gap-3 text-sm">
              <span className="nums font-mono text-ink-faint text-xs leading-5">
                <Instant ms={at}>{localInstant(at).slice(0, 16)}</Instant>
              </span>
              {words}
            </li>
          ))}
        </ol>
      )}
      <p className="text-ink-faint text-xs">
        Kazoo keeps no history of a webhook. Its changes are listed here where a webhook for
        everything brings them.
      </p>
    </PanelSection>
  );
}
