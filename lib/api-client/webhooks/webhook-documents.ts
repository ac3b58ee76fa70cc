import * as z from "zod/mini";
import { joinIds } from "@/lib/domain/switched-off";
import { maxDocumentsAtOnce, type Webhook, webhookListSchema } from "@/lib/domain/webhook";
import { path } from "@/lib/format/path";
import { fetchJson, queryString } from "../request/fetch-json";

/** Rows that come into view within this time make one request. */
const gatherMs = 60;

type Detail = Webhook["detail"];

interface Asked {
  readonly id: string;
  readonly resolve: (detail: Detail) => void;
  readonly reject: (cause: unknown) => void;
}

type ReadWebhooks = (ids: readonly string[]) => Promise<readonly Webhook[]>;

/**
 * Reads webhooks' documents in groups, one group after the other, so that a long list that is
 * scrolled does not use up the requests that Kazoo grants an account.
 */
export function createDocumentReader(read: ReadWebhooks): (id: string) => Promise<Detail> {
  const waiting: Asked[] = [];
  let isReading = false;

  async function readGroup(group: readonly Asked[]): Promise<void> {
    try {
      const items = await read(group.map(({ id }) => id));
      const details = new Map(items.map(({ id, detail }) => [id, detail]));
      for (const { id, resolve } of group) resolve(details.get(id) ?? null);
    } catch (cause) {
      for (const { reject } of group) reject(cause);
    }
  }

  async function readAll(): Promise<void> {
    while (waiting.length > 0) await readGroup(waiting.splice(0, maxDocumentsAtOnce));
    isReading = false;
  }

  return (id) =>
    new Promise((resolve, reject) => {
      waiting.push({ id, resolve, reject });
      if (isReading) return;
      isReading = true;
      setTimeout(() => void readAll(), gatherMs);
    });
}

const readers = new Map<string, ReturnType<typeof createDocumentReader>>();

/** How one webhook of the list is sent; null when Kazoo shows no document of it. */
export function readWebhookDetail(accountId: string, id: string): Promise<Detail> {
  const reader =
    readers.get(accountId) ??
    createDocumentReader(async (ids) => {
      const documents = path`/api/accounts/${accountId}/webhooks/documents`;
      const search = queryString({ ids: joinIds(ids) });
      return (await fetchJson(`${documents}${search}`, z.pick(webhookListSchema, { items: true })))
        .items;
    });
  readers.set(accountId, reader);
  return reader(id);
}
