"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { EventDetail } from "@/lib/domain/event";
import { byteSize } from "@/lib/format/byte-size";
import { eventKindNames } from "@/lib/format/event-kind";
import { originMeaning } from "@/lib/format/event-origin";
import { exactInstant } from "@/lib/format/instant";
import { pagePath, webhookPath } from "@/lib/format/page-path";
import { shortId } from "@/lib/format/short-id";
import { fieldMeaning } from "@/lib/payload/field-catalogue";
import { payloadFields } from "@/lib/payload/payload-fields";
import { factLabel, summaryFacts } from "@/lib/payload/summary-facts";
import { deliveryFormat } from "../delivery-format";
import { eventPath } from "../event-link";
import { accountOfEvent } from "../use-object-name";
import { useWebhookNames } from "../use-webhook-names";
import { FactValue } from "./fact-value";

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid min-h-8 grid-cols-[132px_minmax(0,1fr)] items-baseline gap-3 border-line border-b py-1.5 text-sm last:border-b-0">
      <dt className="break-words text-ink-faint">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

/** Kazoo tries again for some seconds, and its clock may be another. */
const aroundMs = 600_000;
const linkLooks = "text-accent hover:underline";

function timestampOf(event: EventDetail): number | null {
  const meaning = fieldMeaning("timestamp", payloadFields(event.payload).timestamp);
  return meaning?.is === "instant" ? meaning.ms : null;
}

const decisions: Readonly<Record<"webhook" | "shape", string>> = {
  webhook: "by the trigger of its webhook",
  shape: "by the shape of its payload",
};

interface SummaryTabProps {
  readonly accountId: string;
  readonly event: EventDetail;
}

/** Where an event came from and the fields that matter for its kind. */
export function SummaryTab({ accountId, event }: SummaryTabProps) {
  const names = useWebhookNames(accountId, { hasEvents: true });
  const occurredAt = timestampOf(event);
  const ownerId = accountOfEvent(accountId, payloadFields(event.payload).account_id);
  const facts = summaryFacts(event).filter(
    ({ name }) => name !== "timestamp" || occurredAt === null,
  );
  return (
    <div className="flex flex-col gap-5 px-4 py-3">
      <dl>
        {occurredAt !== null && (
          <Row name="Occurred at">
            <span className="nums font-mono text-xs">{exactInstant(occurredAt)}</span>
          </Row>
        )}
        <Row name="Received at">
          <span className="nums font-mono text-xs">{exactInstant(event.receivedAt)}</span>
        </Row>
        {event.origin && <Row name="Webhook">None. {originMeaning(event.origin)}.</Row>}
        {event.webhookId && (
          <Row name="Webhook">
            <Link className={linkLooks} href={webhookPath(accountId, event.webhookId)}>
              {names.get(event.webhookId) ?? shortId(event.webhookId)}
            </Link>
            {" · "}
            <Link
              className={linkLooks}
              href={pagePath(accountId, "events", { webhookId: event.webhookId })}
            >
              All its events
            </Link>
          </Row>
        )}
        {event.webhookId && (
          <Row name="Deliveries">
            <Link
              className={linkLooks}
              href={pagePath(accountId, "deliveries", {
                view: "attempts",
                webhookId: event.webhookId,
                from: String(event.receivedAt - aroundMs),
                to: String(event.receivedAt + aroundMs),
              })}
            >
              Kazoo's attempts around this time
            </Link>
          </Row>
        )}
        {event.callId && (
          <Row name="Call">
            <Link className={linkLooks} href={pagePath(accountId, "calls", { call: event.callId })}>
              Its call
            </Link>
            {" · "}
            <Link
              className={linkLooks}
              href={pagePath(accountId, "events", { callId: event.callId })}
            >
              All events of this call
            </Link>
          </Row>
        )}
        <Row name="Kind">
          {eventKindNames[event.kind]}
          <span className="text-ink-faint">
            {" "}
            · {event.decidedBy ? decisions[event.decidedBy] : "nothing tells what it is"}
          </span>
        </Row>
        {event.repeatOf && (
          <Row name="Repeat of">
            <Link className={linkLooks} href={eventPath(accountId, event.repeatOf)}>
              The same delivery before
            </Link>
          </Row>
        )}
        <Row name="Sent as">
          <span className="font-mono text-xs">
            {event.method} {deliveryFormat(event)}
          </span>
          {event.method !== "GET" && (
            <span className="text-ink-faint"> · {byteSize(event.bodyBytes)}</span>
          )}
        </Row>
      </dl>
      {facts.length > 0 && (
        <section aria-label="What it says">
          <h3 className="pb-1 text-ink-faint text-xs">What it says</h3>
          <dl>
            {facts.map((fact) => (
              <Row key={fact.name} name={factLabel(fact.name)}>
                <FactValue accountId={ownerId} fact={fact} />
              </Row>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}
