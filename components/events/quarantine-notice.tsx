import type { QuarantineReason } from "@/lib/domain/event";
import { quarantineInWords } from "@/lib/format/quarantine-reason";
import { Notice } from "../ui/notice";

/** Why an event is not among the account's others. */
export function QuarantineNotice({ reason }: { readonly reason: QuarantineReason }) {
  return (
    <Notice tone="waiting" className="mx-4 mb-3" title={`${quarantineInWords(reason)}.`}>
      The receiver key was right, so it was kept, but apart from the account's events. It joins them
      by itself once Kazoo lists such a webhook.
    </Notice>
  );
}
