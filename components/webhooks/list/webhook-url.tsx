import { CopyButton } from "@/components/ui/controls/copy-button";
import type { Webhook } from "@/lib/domain/webhook";
import { maskReceiverKey } from "@/lib/format/receiver-url";

/** Where a webhook posts to; our own receiver is marked and its key hidden. */
export function WebhookUrl({ webhook }: { readonly webhook: Webhook }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      {webhook.receivesHere && (
        <span className="shrink-0 rounded bg-accent-soft px-1.5 font-medium text-accent text-xs leading-5">
          here
        </span>
      )}
      <span translate="no" className="min-w-0 truncate font-mono text-ink-soft text-xs">
        {maskReceiverKey(webhook.url)}
      </span>
      <CopyButton
        text={webhook.url}
        what="the URL"
        className="size-7 opacity-0 focus-visible:opacity-100 group-hover:opacity-100 max-md:hidden [&_svg]:size-3.5"
      />
    </span>
  );
}
