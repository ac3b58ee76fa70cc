"use client";

import {
  Activity,
  Copy,
  CopyPlus,
  Ellipsis,
  FlaskConical,
  Inbox,
  Pencil,
  Power,
  PowerOff,
  Route,
  Trash2,
} from "lucide-react";
import Link from "next/link";
import { copyText } from "@/components/ui/controls/copy-text";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/overlays/dropdown-menu";
import type { Webhook } from "@/lib/domain/webhook";
import { pagePath } from "@/lib/format/page-path";
import type { Finding } from "@/lib/lint/lint-subject";

export interface WebhookVerbs {
  readonly edit: (webhook: Webhook) => void;
  /** Makes it deliver once. */
  readonly test: (webhook: Webhook) => void;
  /** Looks for an event of it that doesn't show. */
  readonly where: (webhook: Webhook) => void;
  readonly duplicate: (webhook: Webhook) => void;
  /** A copy that sends to Hookline. */
  readonly alsoHere: (webhook: Webhook) => void;
  /** Says why events of a webhook that posts elsewhere are not seen. */
  readonly explainEvents: (webhook: Webhook) => void;
  /** Changes what a finding says mends it. */
  readonly mend: (webhook: Webhook, fix: NonNullable<Finding["fix"]>) => void;
  readonly remove: (webhook: Webhook) => void;
  readonly setEnabled: (webhook: Webhook, enabled: boolean) => void;
  /** What Kazoo was asked for and has not answered yet. */
  readonly switching: ReadonlyMap<string, boolean>;
}

interface WebhookActionsProps {
  readonly accountId: string;
  readonly webhook: Webhook;
  readonly verbs: WebhookVerbs;
}

const enableWords = { "auto-disabled": "Re-enable", disabled: "Enable", active: "" } as const;

function EventsItem({ accountId, webhook, verbs }: WebhookActionsProps) {
  const words = (
    <>
      <Activity aria-hidden /> View its events
    </>
  );
  if (!webhook.receivesHere)
    return <MenuItem onSelect={() => verbs.explainEvents(webhook)}>{words}</MenuItem>;
  return (
    <MenuItem asChild>
      <Link href={pagePath(accountId, "events", { webhookId: webhook.id })}>{words}</Link>
    </MenuItem>
  );
}

export function WebhookActions(props: WebhookActionsProps) {
  const { webhook, verbs } = props;
  return (
    <DropdownMenu
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`Actions for ${webhook.name}`}
          className="inline-flex size-8 items-center justify-center rounded text-ink-soft hover:bg-hover hover:text-ink data-[state=open]:bg-hover max-md:size-10 [&_svg]:size-4"
        >
          <Ellipsis aria-hidden />
        </button>
      }
    >
      <MenuItem onSelect={() => verbs.edit(webhook)}>
        <Pencil aria-hidden /> Edit
      </MenuItem>
      <EventsItem {...props} />
      <MenuItem onSelect={() => verbs.where(webhook)}>
        <Route aria-hidden /> Where is my event?
      </MenuItem>
      {webhook.state === "active" && (
        <MenuItem onSelect={() => verbs.test(webhook)}>
          <FlaskConical aria-hidden /> Test
        </MenuItem>
      )}
      <MenuItem onSelect={() => void copyText(webhook.url, "the URL")}>
        <Copy aria-hidden /> Copy URL
      </MenuItem>
      <MenuItem onSelect={() => verbs.duplicate(webhook)}>
        <CopyPlus aria-hidden /> Duplicate
      </MenuItem>
      {!webhook.receivesHere && (
        <MenuItem onSelect={() => verbs.alsoHere(webhook)}>
          <Inbox aria-hidden /> Also receive here
        </MenuItem>
      )}
      {webhook.state === "active" ? (
        <MenuItem onSelect={() => verbs.setEnabled(webhook, false)}>
          <PowerOff aria-hidden /> Disable
        </MenuItem>
      ) : (
        <MenuItem onSelect={() => verbs.setEnabled(webhook, true)}>
          <Power aria-hidden /> {enableWords[webhook.state]}
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem danger onSelect={() => verbs.remove(webhook)}>
        <Trash2 aria-hidden /> Delete
      </MenuItem>
    </DropdownMenu>
  );
}
