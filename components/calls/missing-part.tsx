"use client";

import { useQuery } from "@tanstack/react-query";
import { webhooksQuery } from "@/lib/api-client/webhooks/webhook-queries";
import type { Call } from "@/lib/domain/call";
import { missingNames, partyInWords } from "@/lib/format/call-words";
import { shortId } from "@/lib/format/short-id";
import { triggerName } from "@/lib/format/trigger-words";
import { CreateLink } from "./create-link";

interface MissingPartProps {
  readonly accountId: string;
  readonly call: Call;
}

function legName(call: Call, callId: string): string {
  const leg = call.legs.find((each) => each.callId === callId);
  if (!leg) return `leg ${shortId(callId)}`;
  return partyInWords(leg.direction === "outbound" ? leg.to : leg.from).title;
}

/** What must have happened and was not told, and which webhooks would tell it. */
export function MissingPart({ accountId, call }: MissingPartProps) {
  const { data } = useQuery(webhooksQuery(accountId));
  const sendsHere = data?.items.filter(
    (webhook) => webhook.receivesHere && webhook.state === "active",
  );
  const has = new Set(sendsHere?.map(({ trigger }) => trigger));
  const triggers = [...new Set(call.missing.map(({ trigger }) => trigger))];
  const absent = data && !has.has("all") ? triggers.filter((trigger) => !has.has(trigger)) : [];
  const present = data ? triggers.filter((trigger) => !absent.includes(trigger)) : [];
  return (
    <section aria-label="What is missing" className="flex flex-col gap-2 text-sm">
      <h3 className="text-ink-faint text-xs">What is missing</h3>
      <ul className="list-disc pl-5">
        {call.missing.map(({ callId, step }) => (
          <li key={`${callId} ${step}`} className="break-words">
            {legName(call, callId)}: {missingNames[step]}
          </li>
        ))}
      </ul>
      {present.length > 0 && (
        <p className="text-ink-soft">
          There is a webhook for {present.map((trigger) => `“${triggerName(trigger)}”`).join(", ")},
          but these events did not come.
        </p>
      )}
      {absent.map((trigger) => (
        <p key={trigger}>
          <CreateLink accountId={accountId} trigger={trigger} />
        </p>
      ))}
    </section>
  );
}
