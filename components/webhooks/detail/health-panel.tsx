"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { lazyPart } from "@/components/ui/behaviour/lazy-part";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notices/notice";
import { Skeleton } from "@/components/ui/notices/skeleton";
import { toApiError } from "@/lib/api-client/request/api-error";
import { webhookHealthQuery } from "@/lib/api-client/webhooks/webhook-health-query";
import type { Webhook } from "@/lib/domain/webhook";
import type { WebhookHealth } from "@/lib/domain/webhook-health";
import { countWords, deliveriesInWords } from "@/lib/format/count";
import { healthInWords, lastAnswerInWords } from "@/lib/format/health-words";
import { timeAgo } from "@/lib/format/instant";
import { lostWhileOff } from "@/lib/format/recover-words";
import { FailureGauge } from "../health/failure-gauge";
import { HealthMark } from "../health/health-mark";
import { Sparkline } from "../health/sparkline";
import { Fact, PanelSection } from "./panel-section";

interface HealthPanelProps {
  readonly accountId: string;
  readonly webhook: Webhook;
}

function Rates({ health, now }: { readonly health: WebhookHealth; readonly now: number }) {
  const { hours, usual, lastEventAt } = health;
  const today = hours.reduce((sum, count) => sum + count, 0);
  return (
    <>
      <Fact name="Last event">
        {lastEventAt === null ? (
          "none stored"
        ) : (
          <Instant ms={lastEventAt}>{timeAgo(lastEventAt, now)}</Instant>
        )}
      </Fact>
      <Fact name="Last 24 hours">
        <span className="flex flex-wrap items-end gap-x-3 gap-y-1">
          <Sparkline hours={hours} className="h-8 w-48" />
          <span className="nums text-xs">{deliveriesInWords(today)}</span>
        </span>
      </Fact>
      <Fact name="Usually">
        {usual ? `${countWords(Math.round(usual.perDay))} a day` : "too few yet to tell"}
      </Fact>
    </>
  );
}

const RecoverOffer = lazyPart(() =>
  import("@/components/recovery/recover-offer").then((part) => part.RecoverOffer),
);

const dayMs = 86_400_000;
/** Kazoo shows no more. */
const rangeMs = 31 * dayMs;

interface LossesProps extends HealthPanelProps {
  readonly health: WebhookHealth;
  readonly now: number;
}

/** What never arrived, offered to be recovered, and what is lost for good while it is off. */
function Losses({ accountId, webhook, health, now }: LossesProps) {
  const [range] = useState({ webhookId: webhook.id, from: now - rangeMs, to: now });
  const since = health.offSince?.after;
  const offMs = since === undefined ? null : now - since;
  const isOff = health.state === "auto-disabled";
  return (
    <RecoverOffer
      accountId={accountId}
      range={range}
      webhookName={webhook.name}
      lost={isOff ? lostWhileOff(health.usual, offMs) : null}
    />
  );
}

/** Whether the webhook works, in a sentence, and what that is said from. */
export function HealthPanel({ accountId, webhook }: HealthPanelProps) {
  const { data, error } = useQuery(webhookHealthQuery(accountId));
  const health = data?.items.find(({ webhookId }) => webhookId === webhook.id);
  if (!data || !health) {
    return (
      <PanelSection title="Health">
        {error ? (
          <Notice tone="waiting" role="status" title="Its health can't be read just now">
            {toApiError(error).message}
          </Notice>
        ) : (
          <output className="late flex flex-col gap-3" aria-label="Loading its health">
            <Skeleton className="w-24" />
            <Skeleton className="w-full max-w-md" />
          </output>
        )}
      </PanelSection>
    );
  }
  const { limits, at } = data;
  const { receivesHere } = webhook;
  const { state, failures, lastAnswer } = health;
  return (
    <PanelSection title="Health">
      <div className="flex flex-col gap-1">
        <HealthMark state={state} />
        <p className="max-w-prose text-ink-soft text-sm">
          {healthInWords(health, { receivesHere, limits, now: at })}
        </p>
      </div>
      <dl className="flex flex-col gap-2">
        {webhook.state === "active" && (
          <Fact name="Failures">
            {failures === null ? (
              "Kazoo's attempts can't be read"
            ) : (
              <FailureGauge failures={failures} limits={limits} />
            )}
          </Fact>
        )}
        {lastAnswer && (
          <Fact name="Last answer">
            <Instant ms={lastAnswer.at}>{lastAnswerInWords(lastAnswer, at)}</Instant>
          </Fact>
        )}
        {receivesHere && <Rates health={health} now={at} />}
      </dl>
      {receivesHere && <Losses accountId={accountId} webhook={webhook} health={health} now={at} />}
    </PanelSection>
  );
}
