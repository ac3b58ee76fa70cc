import type { EventSummary, QuarantineReason } from "@/lib/domain/event";

const sentences: Readonly<Record<QuarantineReason, string>> = {
  unknown_webhook: "When it came, no webhook of this account had the id that it names",
  foreign_webhook: "It names a webhook of another account",
  revoked_key: "Its receiver key was revoked before it was stored",
};

/** Why an event is in quarantine, as one sentence without a full stop. */
export function quarantineInWords(reason: QuarantineReason): string {
  return sentences[reason];
}

const joinsAgain =
  "It joins the account's events by itself once Kazoo lists a webhook with this id here.";

/** What quarantine means for an event, in whole sentences. */
export function quarantineOutlook(
  reason: QuarantineReason,
  { webhookId }: Pick<EventSummary, "webhookId">,
): string {
  const why =
    reason === "revoked_key"
      ? "The key was still right when it came, so it was kept, but apart from the account's events."
      : "The receiver key was right, so it was kept, but apart from the account's events.";
  return webhookId === null
    ? `${why} It names no webhook that could speak for it, so it stays here.`
    : `${why} ${joinsAgain}`;
}
