"use client";

import { useEffect, useRef, useState } from "react";
import { ApiError } from "@/lib/api-client/request/api-error";
import { reEnableWebhooks } from "@/lib/api-client/webhooks/re-enable-webhooks";
import {
  createWebhook,
  deleteWebhook,
  patchWebhook,
  readWebhook,
} from "@/lib/api-client/webhooks/webhook-queries";
import type { ReEnableCheck } from "@/lib/domain/re-enable";
import type { Webhook, WebhookDraft, WebhookPatch } from "@/lib/domain/webhook";
import { useRefreshWebhooks } from "../changes/use-refresh-webhooks";
import { sameAgain } from "../form/draft/draft";
import { useCountGroups } from "../groups/use-count-groups";
import type { BulkChoice, BulkVerb } from "./bulk-plan";
import { changeHost } from "./change-host";
import { type ItemState, runBulk } from "./run-bulk";

/** A webhook, or one that was deleted and is to be made again. */
export interface BulkItem {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly draft?: WebhookDraft;
}

function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}

/** Throws what a webhook's URL answers when that is not what Kazoo takes. */
async function askUrl(accountId: string, id: string, check: ReEnableCheck): Promise<void> {
  if (check === "none") return;
  const asked = { webhookIds: [id], check, dryRun: true };
  const [answer] = await reEnableWebhooks(accountId, asked);
  if (answer?.outcome !== "refused") return;
  const title = answer.why ?? "Its URL does not answer 200.";
  throw new ApiError({ code: "url_refused", title, status: 0, requestId: null, fields: {} });
}

function patchFor(verb: BulkVerb, item: BulkItem, choice: BulkChoice): WebhookPatch | null {
  if (verb === "group") return { group: choice.group.trim() || null };
  if (verb !== "host") return { enabled: verb === "enable" };
  const url = changeHost(item.url, choice.host);
  return url === null ? null : { url };
}

/** Runs a verb over webhooks and tells of each how far it is; `undo` makes deleted ones again. */
export function useBulkRun(accountId: string) {
  const refresh = useRefreshWebhooks(accountId);
  const countGroups = useCountGroups(accountId);
  const [states, setStates] = useState<ReadonlyMap<string, ItemState> | null>(null);
  const [running, setRunning] = useState(false);
  const stopper = useRef<AbortController | null>(null);
  const deleted = useRef(new Map<string, BulkItem>());
  useEffect(() => () => stopper.current?.abort(), []);

  async function run(items: readonly BulkItem[], act: (item: BulkItem) => Promise<void>) {
    stopper.current = new AbortController();
    setRunning(true);
    setStates(new Map(items.map(({ id }) => [id, { is: "waiting" }])));
    const tell = ({ id }: BulkItem, state: ItemState) =>
      setStates((before) => new Map(before).set(id, state));
    await runBulk({ items, act, tell, signal: stopper.current.signal, pause });
    setRunning(false);
    await refresh();
  }

  async function remove(item: BulkItem) {
    const draft = sameAgain(await readWebhook(accountId, item.id));
    await deleteWebhook(accountId, item.id);
    if (draft) deleted.current.set(item.id, { ...item, draft });
  }

  return {
    states,
    running,
    stop: () => stopper.current?.abort(),
    /** Those that can be made again. */
    undoable: () => [...deleted.current.values()],
    async start(verb: BulkVerb, webhooks: readonly Webhook[], choice: BulkChoice) {
      await run(webhooks, async (item) => {
        if (verb === "delete") return remove(item);
        if (verb === "enable") await askUrl(accountId, item.id, choice.check);
        const patch = patchFor(verb, item, choice);
        if (patch) await patchWebhook(accountId, item.id, patch);
      });
      const isGrouped = webhooks.some(({ group }) => group);
      if (verb === "group" || (verb === "delete" && isGrouped)) await countGroups();
    },
    undo() {
      const items = [...deleted.current.values()];
      return run(items, async ({ id, draft }) => {
        if (draft) await createWebhook(accountId, draft);
        deleted.current.delete(id);
      });
    },
  };
}
