"use client";

import { ChevronLeft, FlaskConical, Pencil, Power, PowerOff, Route, Trash2 } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import type { Webhook } from "@/lib/domain/webhook";
import { pagePath } from "@/lib/format/page-path";

interface WebhookHeadProps {
  readonly accountId: string;
  readonly webhook: Webhook;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  readonly onTest: () => void;
  readonly onWhere: () => void;
  readonly onSwitch: (enabled: boolean) => void;
}

const switchOnWords = { "auto-disabled": "Re-enable", disabled: "Enable" } as const;

/** The webhook's name, the way back to the list, and what can be done. */
export function WebhookHead(props: WebhookHeadProps) {
  const { accountId, webhook, onEdit, onRemove, onTest, onWhere, onSwitch } = props;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-2 border-line border-b px-4 py-3 md:px-6">
      <div className="flex min-w-0 flex-1 basis-60 items-center gap-1">
        <Link
          href={pagePath(accountId, "webhooks")}
          aria-label="All webhooks"
          className="-ml-2 inline-flex size-8 shrink-0 items-center justify-center rounded text-ink-soft hover:bg-hover hover:text-ink max-md:size-10 [&_svg]:size-4"
        >
          <ChevronLeft aria-hidden />
        </Link>
        <h2 translate="no" className="min-w-0 break-words font-semibold text-base">
          {webhook.name}
        </h2>
      </div>
      <div className="flex flex-wrap gap-2">
        {webhook.state === "active" ? (
          <Button onClick={() => onSwitch(false)}>
            <PowerOff aria-hidden /> Disable
          </Button>
        ) : (
          <Button look="primary" onClick={() => onSwitch(true)}>
            <Power aria-hidden /> {switchOnWords[webhook.state]}
          </Button>
        )}
        {webhook.state === "active" && (
          <Button onClick={onTest}>
            <FlaskConical aria-hidden /> Test
          </Button>
        )}
        <Button onClick={onWhere}>
          <Route aria-hidden /> Where is my event?
        </Button>
        <Button onClick={onEdit}>
          <Pencil aria-hidden /> Edit
        </Button>
        <IconButton label="Delete the webhook" onClick={onRemove}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}
