"use client";

import { useEffect, useRef, useState } from "react";
import {
  createWebhook,
  deleteWebhook,
  patchWebhook,
  readWebhook,
} from "@/lib/api-client/webhooks/webhook-queries";
import type { Webhook, WebhookDraft } from "@/lib/domain/webhook";
import { useRefreshWebhooks } from "../changes/use-refresh-webhooks";
import { sameAgain } from "../form/draft/draft";
import type { BulkVerb } from "./bulk-plan";
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

/** Runs a verb over webhooks and tells of each how far it is; `undo` makes deleted ones again. */
export function useBulkRun(accountId: string) {
  const refresh = useRefreshWebhooks(accountId);
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
    start(verb: BulkVerb, webhooks: readonly Webhook[], host: string) {
      return run(webhooks, async (item) => {
        if (verb === "delete") return remove(item);
        const url = changeHost(item.url, host);
        const patch = verb === "host" ? url !== null && { url } : { enabled: verb === "enable" };
        if (patch) await patchWebhook(accountId, item.id, patch);
      });
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
