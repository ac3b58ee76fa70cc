"use client";

import { useQuery } from "@tanstack/react-query";
import { receiverQuery } from "@/lib/api-client/accounts/account-queries";
import { receiveHere } from "@/lib/domain/webhook";
import { maskReceiverKey } from "@/lib/format/receiver-url";
import { encodeSample } from "@/lib/payload/encode-sample";
import { samplePayload } from "@/lib/payload/sample-payload";
import { useDraft } from "../draft/use-draft";

/** What the receiver will get, with invented values. */
export function DeliveryPreview({ accountId }: { readonly accountId: string }) {
  const draft = useDraft();
  const { data } = useQuery(receiverQuery(accountId));
  const url = draft.url === receiveHere ? (data?.url ?? "…") : draft.url || "https://…";
  const payload = samplePayload(draft);
  const request = payload && encodeSample(maskReceiverKey(url), payload, draft);
  return (
    <aside aria-label="What you'll receive" className="flex flex-col gap-3 bg-sunken p-5">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="font-semibold text-base">What you'll receive</h3>
        <span className="rounded border border-line px-1.5 text-ink-faint text-xs">example</span>
      </div>
      {request ? (
        <pre translate="no" className="whitespace-pre-wrap break-all font-mono text-xs leading-5">
          <span className="text-ink-soft">{request.line}</span>
          {"\n"}
          {request.contentType && (
            <span className="text-ink-faint">
              content-type: {request.contentType}
              {"\n"}
            </span>
          )}
          <span className="text-ink-faint">x-hook-id: ••••••••{"\n"}x-account-id: ••••••••</span>
          {request.body && `\n\n${request.body}`}
        </pre>
      ) : (
        <p className="text-ink-soft text-sm">
          {draft.trigger === ""
            ? "Choose what fires the webhook to see its shape."
            : draft.trigger === "all"
              ? "Events of every kind, each in its own shape."
              : "Hookline knows no example of this trigger. The first event will show its shape."}
        </p>
      )}
      <p className="text-ink-faint text-xs">
        Values are invented. Kazoo sends no signature: the key in the URL is what proves the sender.
      </p>
    </aside>
  );
}
