import type { EventOrigin, QuarantineReason } from "@/lib/domain/event";
import type { AccountKnowledge } from "./sink";

/** Kazoo delivers from a queue, and nobody tells us at once what changed there. */
const windowMs = 5 * 60_000;
/** Wide, because clocks differ and deliveries wait; no other sender has an id of eleven digits. */
const nearMs = 365 * 86_400_000;
/** 1970 in Gregorian seconds, Kazoo's clock. */
const gregorianEpoch = 62_167_219_200;

export interface Claims {
  readonly accountId: string;
  readonly receiverKeyId: string;
  /** X-Hook-ID and X-Account-ID: the webhook, and the account that it belongs to. */
  readonly webhookId: string | null;
  readonly ownerId: string | null;
  /** Unix milliseconds. */
  readonly receivedAt: number;
}

export interface Verdict {
  /** Null for what no webhook sent. */
  readonly webhookId: string | null;
  /** Kazoo's trigger id of the webhook; null where it isn't known. */
  readonly trigger: string | null;
  readonly quarantine: QuarantineReason | null;
  readonly origin: EventOrigin | null;
}

/** A callflow's webhook action sends the second of its run where a webhook sends its id. */
function isCallflowRun(id: string, receivedAt: number): boolean {
  if (!/^\d{11}$/.test(id)) return false;
  return Math.abs((Number(id) - gregorianEpoch) * 1000 - receivedAt) < nearMs;
}

/**
 * Decides whose delivery it is. Without a list of webhooks that was read near that time, nothing is
 * judged. A key that was revoked while the delivery waited no longer vouches for it; its webhook
 * still does.
 */
export function judge(claims: Claims, known: AccountKnowledge): Verdict {
  const { accountId, receiverKeyId, webhookId, ownerId, receivedAt } = claims;
  const webhook = webhookId === null ? null : known.webhook(webhookId);
  if (webhook && (webhook.deletedAt === null || receivedAt < webhook.deletedAt + windowMs)) {
    return { webhookId, trigger: webhook.trigger, quarantine: null, origin: null };
  }
  const withoutKey = known.hasKey(receiverKeyId) ? null : "revoked_key";
  if (webhookId === null || (!webhook && isCallflowRun(webhookId, receivedAt))) {
    const origin = webhookId === null ? null : "callflow";
    return { webhookId: null, trigger: null, quarantine: withoutKey, origin };
  }
  const isListed = known.listedAt !== null && known.listedAt > receivedAt - windowMs;
  const isForeign = ownerId !== null && ownerId !== accountId;
  const unknown = isForeign ? "foreign_webhook" : "unknown_webhook";
  const quarantine = webhook || isListed ? unknown : withoutKey;
  return { webhookId, trigger: null, quarantine, origin: null };
}
