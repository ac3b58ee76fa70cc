import { CopyButton } from "@/components/ui/controls/copy-button";
import type { Webhook } from "@/lib/domain/webhook";
import { maskReceiverKey } from "@/lib/format/receiver-url";

/** Host and what follows it: the host is read first and cut last. */
function partsOf(url: string): readonly [string, string] {
  const [, scheme = "", host = url, rest = ""] = /^(https?:\/\/)?([^/?#]*)(.*)$/s.exec(url) ?? [];
  return [scheme === "https://" ? host : scheme + host, rest];
}

/** Where a webhook posts to; of our own receiver the end of its key is enough. */
export function WebhookUrl({ webhook }: { readonly webhook: Webhook }) {
  const shown = maskReceiverKey(webhook.url);
  const [host, rest] = partsOf(shown);
  return (
    <span className="relative flex min-w-0 items-center gap-1.5">
      {webhook.receivesHere && (
        <span className="shrink-0 rounded bg-accent-soft px-1.5 font-medium text-accent text-xs leading-5">
          here
        </span>
      )}
      <span translate="no" title={shown} className="flex min-w-0 font-mono text-ink-soft text-xs">
        {webhook.receivesHere ? (
          <span className="truncate text-ink-faint">{rest.split("/").pop()}</span>
        ) : (
          <>
            <span className="max-w-full shrink-0 truncate">{host}</span>
            <span className="min-w-0 truncate text-ink-faint">{rest}</span>
          </>
        )}
      </span>
      <CopyButton
        text={webhook.url}
        what="the URL"
        className="absolute right-0 size-7! bg-raised opacity-0 focus-visible:opacity-100 group-hover:opacity-100 max-md:hidden [&_svg]:size-3.5!"
      />
    </span>
  );
}
