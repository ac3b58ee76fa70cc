import type { NotRecoverableReason } from "@/lib/domain/recovery";
import type { UsualRate } from "@/lib/domain/webhook-health";
import { countWords } from "./count";

const sentences: Readonly<Record<NotRecoverableReason, string>> = {
  get: "They were sent with GET, and Kazoo keeps no payload of a GET",
  no_body: "Kazoo kept no body of them, or none that can be read",
  elsewhere: "Their webhooks post elsewhere, not to Hookline",
  past_retention: "They are older than events are kept here",
};

/** Why deliveries can't be recovered, as one sentence without a full stop. */
export function notRecoverableInWords(reason: NotRecoverableReason): string {
  return sentences[reason];
}

/** What recovering can't tell, whatever it found. */
export const neverFired =
  "What happened while a webhook was off was never fired: Kazoo keeps no record of it, so nobody knows how much that is.";

const dayMs = 86_400_000;

/** What was never fired while Kazoo had a webhook switched off, as far as its habits tell. */
export function lostWhileOff(usual: UsualRate | null, offMs: number | null): string {
  const count = usual && offMs !== null ? Math.round((usual.perDay * offMs) / dayMs) : 0;
  if (count === 0) return neverFired;
  const events = count === 1 ? "about 1 event" : `about ${countWords(count)} events`;
  return `While it was off, ${events} would usually have come. They were never fired, and Kazoo keeps no record of them.`;
}
