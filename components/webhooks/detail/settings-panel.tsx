"use client";

import { useQuery } from "@tanstack/react-query";
import { CopyButton } from "@/components/ui/controls/copy-button";
import { Skeleton } from "@/components/ui/notices/skeleton";
import { ShortId } from "@/components/ui/short-id";
import { triggersQuery } from "@/lib/api-client/webhooks/trigger-queries";
import { webhookDetailQuery } from "@/lib/api-client/webhooks/webhook-queries";
import type { Webhook } from "@/lib/domain/webhook";
import { maskReceiverKey } from "@/lib/format/receiver-url";
import { triggerWords } from "@/lib/format/trigger-words";
import { Fact, PanelSection } from "./panel-section";

interface SettingsPanelProps {
  readonly accountId: string;
  readonly webhook: Webhook;
}

type Detail = NonNullable<Webhook["detail"]>;

function sentAs({ httpVerb, format }: Detail): string {
  const verb = httpVerb.toUpperCase();
  return verb === "GET" ? "GET, in the query" : `${verb}, ${format === "json" ? "JSON" : "form"}`;
}

function DetailFacts({ detail }: { readonly detail: Detail }) {
  const tries = Math.max(1, detail.retries);
  const custom = Object.entries(detail.customData);
  return (
    <>
      <Fact name="Sent as">{sentAs(detail)}</Fact>
      <Fact name="Tries">
        {tries === 1 ? "one" : `${tries} in all, where the connection fails`}
      </Fact>
      <Fact name="Covers">
        {detail.includeSubaccounts ? "this account and those below" : "this account"}
        {detail.includeInternalLegs ? "" : ", without internal legs of calls"}
      </Fact>
      {custom.length > 0 && (
        <Fact name="Custom data">
          <span translate="no" className="break-all font-mono text-xs">
            {custom.map(([name, value]) => `${name}=${value}`).join(", ")}
          </span>
        </Fact>
      )}
    </>
  );
}

export function SettingsPanel({ accountId, webhook }: SettingsPanelProps) {
  const { data: detail, isPending } = useQuery(webhookDetailQuery(accountId, webhook));
  const triggers = useQuery(triggersQuery()).data?.items ?? [];
  const triggerName = triggers.find(({ id }) => id === webhook.trigger)?.name;
  const fires = { trigger: webhook.trigger, modifiers: detail?.modifiers ?? {} };
  return (
    <PanelSection title="Settings">
      <dl className="flex flex-col gap-2">
        <Fact name="URL">
          <span className="flex min-w-0 items-start gap-1.5">
            {webhook.receivesHere && (
              <span className="shrink-0 rounded bg-accent-soft px-1.5 font-medium text-accent text-xs leading-5">
                here
              </span>
            )}
            <span translate="no" className="min-w-0 break-all font-mono text-xs leading-5">
              {maskReceiverKey(webhook.url)}
            </span>
            <CopyButton
              text={webhook.url}
              what="the URL"
              className="-my-1 size-7 shrink-0 [&_svg]:size-3.5"
            />
          </span>
        </Fact>
        <Fact name="Fires on">{triggerWords(fires, triggerName)}</Fact>
        {webhook.group && <Fact name="Group">{webhook.group}</Fact>}
        {isPending && <Skeleton className="w-40" />}
        {detail && <DetailFacts detail={detail} />}
        {detail === null && <Fact name="Sent as">Kazoo does not show its settings just now</Fact>}
        <Fact name="Id">
          <ShortId id={webhook.id} what="the webhook id" className="text-xs" />
        </Fact>
      </dl>
    </PanelSection>
  );
}
