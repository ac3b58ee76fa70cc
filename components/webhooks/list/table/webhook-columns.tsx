import Link from "next/link";
import type { ReactNode } from "react";
import { Instant } from "@/components/ui/instant";
import { serverClock } from "@/lib/api-client/request/server-clock";
import type { Webhook } from "@/lib/domain/webhook";
import type { WebhookHealth } from "@/lib/domain/webhook-health";
import { timeAgo } from "@/lib/format/instant";
import { webhookPath } from "@/lib/format/page-path";
import type { Finding } from "@/lib/lint/lint-subject";
import { HealthMark } from "../../health/health-mark";
import { Sparkline } from "../../health/sparkline";
import { EnabledSwitch } from "./enabled-switch";
import { FindingsMark } from "./findings-mark";
import type { WebhookVerbs } from "./webhook-actions";
import { WebhookStateMark } from "./webhook-state-mark";
import { WebhookUrl } from "./webhook-url";

export interface WebhookCellProps {
  readonly accountId: string;
  readonly webhook: Webhook;
  /** How it is sent; undefined while that is read, null where Kazoo does not show it. */
  readonly detail: Webhook["detail"] | undefined;
  /** Undefined while that is read. */
  readonly health: WebhookHealth | undefined;
  /** What fires it, in words. */
  readonly fires: string;
  /** What is known to go wrong with it, the worst first. */
  readonly findings: readonly Finding[];
  readonly verbs: WebhookVerbs;
}

export interface WebhookColumn {
  readonly id: string;
  readonly name: string;
  /** Its width, and from which width of the table on it is there. */
  readonly wide: string;
  /** Its place where a row is a card, on a phone. */
  readonly phone: string;
  /** The operator may hide it. */
  readonly isOptional?: boolean;
  readonly cell: (props: WebhookCellProps) => ReactNode;
}

function formatWords({ httpVerb, format }: NonNullable<Webhook["detail"]>): string {
  const verb = httpVerb.toUpperCase();
  return verb === "GET" ? "GET query" : `${verb} ${format === "json" ? "JSON" : "form"}`;
}

/** Where the table has no room for the column. */
function GroupChip({ group }: { readonly group: string }) {
  return (
    <span
      translate="no"
      title={`Group ${group}`}
      className="max-w-20 shrink-0 truncate rounded bg-sunken px-1.5 text-ink-soft text-xs leading-5 @7xl:hidden"
    >
      {group}
    </span>
  );
}

/** The table's columns in their order: a new one is a row here. */
export const webhookColumns: readonly WebhookColumn[] = [
  {
    id: "state",
    name: "State",
    wide: "w-44",
    phone: "max-md:order-3",
    cell: ({ webhook, health, verbs }) => (
      <span className="flex min-w-0 items-center gap-2.5">
        <EnabledSwitch webhook={webhook} verbs={verbs} />
        {health?.state === "failing" || health?.state === "silent" ? (
          <HealthMark state={health.state} />
        ) : (
          <WebhookStateMark webhook={webhook} />
        )}
      </span>
    ),
  },
  {
    id: "name",
    name: "Name",
    wide: "w-[19%]",
    phone: "max-md:order-1",
    cell: ({ accountId, webhook }) => (
      <span className="flex min-w-0 items-baseline gap-2">
        <Link
          href={webhookPath(accountId, webhook.id)}
          translate="no"
          data-control="name"
          title={webhook.name}
          className="block min-w-0 truncate rounded font-medium hover:text-accent max-md:min-h-8"
        >
          {webhook.name}
        </Link>
        {webhook.group && <GroupChip group={webhook.group} />}
      </span>
    ),
  },
  {
    id: "findings",
    name: "Check",
    wide: "w-16",
    phone: "max-md:order-3 max-md:justify-self-end",
    isOptional: true,
    cell: ({ webhook, findings, verbs }) => (
      <FindingsMark webhook={webhook} findings={findings} verbs={verbs} />
    ),
  },
  {
    id: "fires",
    name: "Fires on",
    wide: "w-[15%]",
    phone: "max-md:order-4 max-md:col-span-2 max-md:pt-1",
    isOptional: true,
    cell: ({ detail, fires }) => (
      <span className="block truncate text-ink-soft" title={fires}>
        {fires}
        {detail === null && <span className="block text-ink-faint text-xs">Settings not read</span>}
      </span>
    ),
  },
  {
    id: "group",
    name: "Group",
    wide: "w-28 hidden @7xl:table-cell",
    phone: "max-md:hidden",
    isOptional: true,
    cell: ({ webhook: { group } }) =>
      group && (
        <span translate="no" className="block truncate text-ink-soft" title={group}>
          {group}
        </span>
      ),
  },
  {
    id: "url",
    name: "URL",
    wide: "",
    phone: "max-md:order-5 max-md:col-span-2",
    isOptional: true,
    cell: ({ webhook }) => <WebhookUrl webhook={webhook} />,
  },
  {
    id: "activity",
    name: "Last 24 hours",
    wide: "w-32 hidden @5xl:table-cell",
    phone: "max-md:hidden",
    isOptional: true,
    cell: ({ webhook, health }) =>
      webhook.receivesHere && health && <Sparkline hours={health.hours} />,
  },
  {
    id: "last-event",
    name: "Last event",
    wide: "w-24 hidden @4xl:table-cell",
    phone: "max-md:hidden",
    isOptional: true,
    cell: ({ health }) =>
      health?.lastEventAt != null && (
        <span className="whitespace-nowrap text-ink-soft text-xs">
          <Instant ms={health.lastEventAt}>
            {timeAgo(health.lastEventAt, serverClock.now())}
          </Instant>
        </span>
      ),
  },
  {
    id: "sent-as",
    name: "Sent as",
    wide: "w-24 hidden @7xl:table-cell",
    phone: "max-md:hidden",
    isOptional: true,
    cell: ({ detail }) => (
      <span className="whitespace-nowrap font-mono text-ink-faint text-xs">
        {detail && formatWords(detail)}
      </span>
    ),
  },
];
