import type { QuarantineReason } from "@/lib/domain/event";

const sentences: Readonly<Record<QuarantineReason, string>> = {
  unknown_webhook: "No webhook of this account has the id that it names",
  foreign_webhook: "It names a webhook of another account",
};

/** Why an event is kept apart, as one sentence without a full stop. */
export function quarantineInWords(reason: QuarantineReason): string {
  return sentences[reason];
}
