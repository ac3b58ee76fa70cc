import * as z from "zod/mini";
import { joinIds } from "@/lib/domain/switched-off";
import { maxDocumentsAtOnce, type Webhook, webhookListSchema } from "@/lib/domain/webhook";
import { path } from "@/lib/format/path";
import { fetchJson, queryString } from "../request/fetch-json";
import { readInGroups } from "../request/read-in-groups";

type Detail = Webhook["detail"];
type DocumentReader = (id: string) => Promise<Detail>;

const readers = new Map<string, DocumentReader>();

function createReader(accountId: string): DocumentReader {
  return readInGroups<NonNullable<Detail>>(async (ids) => {
    const documents = path`/api/accounts/${accountId}/webhooks/documents`;
    const search = queryString({ ids: joinIds(ids) });
    const schema = z.pick(webhookListSchema, { items: true });
    const { items } = await fetchJson(`${documents}${search}`, schema);
    return new Map(items.flatMap(({ id, detail }) => (detail ? [[id, detail]] : [])));
  }, maxDocumentsAtOnce);
}

/** How one webhook of the list is sent; null when Kazoo shows no document of it. */
export function readWebhookDetail(accountId: string, id: string): Promise<Detail> {
  const reader = readers.get(accountId) ?? createReader(accountId);
  readers.set(accountId, reader);
  return reader(id);
}
