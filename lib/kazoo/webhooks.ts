import { z } from "zod";
import { HooklineError } from "@/lib/domain/hookline-error";
import { accountNotFound, webhookNotFound } from "@/lib/domain/not-found";
import { type KazooClient, parseAnswered, requireSuccess } from "./client";
import type { KazooSession, KazooWebhook, KazooWebhookFields } from "./kazoo";
import { type KazooRequest, kazooPath } from "./kazoo-request";
import { readList } from "./read-list";
import {
  toWire,
  webhookDocumentSchema,
  webhookFieldName,
  webhookListItemSchema,
} from "./webhook-wire";

type Webhooks = Pick<
  KazooSession,
  "listWebhooks" | "getWebhook" | "createWebhook" | "patchWebhook" | "deleteWebhook"
>;

function withFirstStepTold(cause: unknown): unknown {
  if (!(cause instanceof HooklineError)) return cause;
  const sentence = `The webhook was created but could not be switched off, so it is active. ${cause.message}`;
  return new HooklineError(cause.code, sentence, {
    ...(cause.kazooRequestId !== undefined && { kazooRequestId: cause.kazooRequestId }),
    cause,
  });
}

/** A null takes a field away; a new document has none to take. */
function withoutNulls(wire: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(wire).filter(([, value]) => value !== null));
}

export function createWebhooks(client: KazooClient, token: string): Webhooks {
  // "account/id" that Kazoo's list showed: a webhook never moves, so once is enough.
  const ownKeys = new Set<string>();
  const keyOf = (accountId: string, webhookId: string) => `${accountId}/${webhookId}`;

  async function listWebhooks(accountId: string) {
    const path = kazooPath("accounts", accountId, "webhooks");
    const request: KazooRequest = { method: "GET", path, token, notFound: accountNotFound };
    const items = await readList(client, request, webhookListItemSchema);
    for (const { id } of items) ownKeys.add(keyOf(accountId, id));
    return items;
  }

  /**
   * Kazoo serves any account's webhook under one's own path, so we ask whose it is
   * (docs/kazoo.md#one-webhook).
   */
  async function itemRequest(accountId: string, webhookId: string) {
    if (!ownKeys.has(keyOf(accountId, webhookId))) await listWebhooks(accountId);
    if (!ownKeys.has(keyOf(accountId, webhookId))) throw webhookNotFound();
    const path = kazooPath("accounts", accountId, "webhooks", webhookId);
    return { path, token, notFound: webhookNotFound, fieldName: webhookFieldName } as const;
  }

  async function readDocument(request: KazooRequest): Promise<KazooWebhook> {
    const answer = await client.ask(request);
    const { data, revision = null } = requireSuccess(answer, request);
    return { ...parseAnswered(webhookDocumentSchema, data, answer.kazooRequestId), revision };
  }

  async function patchWebhook(
    accountId: string,
    webhookId: string,
    changes: Partial<KazooWebhookFields>,
  ): Promise<KazooWebhook> {
    const item = await itemRequest(accountId, webhookId);
    const request: KazooRequest = { ...item, method: "PATCH", body: { data: toWire(changes) } };
    return readDocument(request);
  }

  async function createWebhook(accountId: string, fields: KazooWebhookFields) {
    const request: KazooRequest = {
      method: "PUT",
      path: kazooPath("accounts", accountId, "webhooks"),
      token,
      // Kazoo fires a webhook that is created disabled; one that is switched off, it doesn't
      // (docs/kazoo.md#creating-a-webhook).
      body: { data: withoutNulls(toWire({ ...fields, enabled: true })) },
      notFound: accountNotFound,
      fieldName: webhookFieldName,
    };
    const created = await readDocument(request);
    ownKeys.add(keyOf(accountId, created.id));
    if (fields.enabled) return created;
    try {
      return await patchWebhook(accountId, created.id, { enabled: false });
    } catch (cause) {
      throw withFirstStepTold(cause);
    }
  }

  return {
    listWebhooks,
    createWebhook,
    patchWebhook,
    async getWebhook(accountId, webhookId) {
      const item = await itemRequest(accountId, webhookId);
      return readDocument({ ...item, method: "GET" });
    },
    async deleteWebhook(accountId, webhookId) {
      const item = await itemRequest(accountId, webhookId);
      await client.read({ ...item, method: "DELETE" }, z.unknown());
    },
  };
}
