import type { NotRecoverableReason } from "@/lib/domain/recovery";

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
