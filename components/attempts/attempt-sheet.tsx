"use client";

import { X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { attemptInWords, retryInWords } from "@/lib/format/attempt-words";
import { exactInstant } from "@/lib/format/instant";
import { pagePath } from "@/lib/format/page-path";
import type { ViewedAttempt } from "@/lib/secrets/viewed-attempt";
import { CopyButton } from "../ui/controls/copy-button";
import { IconButton } from "../ui/controls/icon-button";
import { Sheet } from "../ui/overlays/sheet";
import { AttemptResult } from "./attempt-result";
import { ExchangePart } from "./exchange-part";
import { tryInWords } from "./try-words";

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid min-h-8 grid-cols-[104px_minmax(0,1fr)] items-baseline gap-3 border-line border-b py-1.5 text-sm last:border-b-0">
      <dt className="text-ink-faint">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

/** A URL with its key left out is of no use elsewhere. */
const maskSign = "•";
const mono = "nums break-all font-mono text-xs";

function Facts({ attempt, webhookName }: Pick<AttemptSheetProps, "attempt" | "webhookName">) {
  const { at, request, code, reason, clientError } = attempt;
  const tries = tryInWords(attempt);
  return (
    <dl>
      <Fact name="Webhook">{webhookName}</Fact>
      <Fact name="Time">
        <span className={mono}>{exactInstant(at)}</span>
      </Fact>
      <Fact name="Result">
        <AttemptResult {...attempt} />
      </Fact>
      {tries && <Fact name="Try">{tries}</Fact>}
      {code !== null && (
        <Fact name="Code">
          <span className={mono}>{code}</span>
        </Fact>
      )}
      {reason !== null && (
        <Fact name="Reason">
          <span className={mono}>{reason}</span>
        </Fact>
      )}
      {clientError !== null && (
        <Fact name="Client error">
          <span className={mono}>{clientError}</span>
        </Fact>
      )}
      <Fact name="Sent to">
        <span className="flex items-start gap-1">
          <span className={mono}>
            {request.method} {request.uri}
          </span>
          {!request.uri.includes(maskSign) && (
            <CopyButton text={request.uri} what="the URL" className="-my-1.5" />
          )}
        </span>
      </Fact>
    </dl>
  );
}

interface AttemptSheetProps {
  readonly accountId: string;
  readonly attempt: ViewedAttempt;
  readonly webhookName: string;
  readonly onClose: () => void;
}

/** One try: how it ended, what was sent, and what came back. */
export function AttemptSheet({ accountId, attempt, webhookName, onClose }: AttemptSheetProps) {
  const { request, response, eventId } = attempt;
  const retry = retryInWords(attempt);
  return (
    // The page's keys rest: Escape closes the attempt and not the event below it.
    <Sheet label="Attempt" typing onClose={onClose} className="md:w-[min(640px,92vw)]">
      <div className="flex h-12 shrink-0 items-center justify-between border-line border-b px-4">
        <h2 className="font-semibold text-base">Attempt</h2>
        <IconButton label="Close" hint="Esc" onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 py-4 short:overflow-visible">
        <div className="flex flex-col gap-1">
          <h3 className="break-words font-semibold text-base">{attemptInWords(attempt)}.</h3>
          {retry && <p className="text-ink-soft text-sm">{retry}.</p>}
          <p className="text-sm">
            {eventId ? (
              <Link
                className="text-accent hover:underline"
                href={pagePath(accountId, "events", { event: eventId })}
              >
                The event that it brought
              </Link>
            ) : (
              <span className="text-ink-soft">No stored event belongs to it.</span>
            )}
          </p>
        </div>
        <Facts attempt={attempt} webhookName={webhookName} />
        <ExchangePart
          name="Request"
          headers={request.headers}
          body={request.body}
          noBody={
            request.method === "GET" ? "Kazoo keeps no payload of a GET." : "Kazoo kept none of it."
          }
        />
        {response ? (
          <ExchangePart
            name="Response"
            headers={response.headers}
            body={response.body}
            noBody="It had none."
          />
        ) : (
          <p className="text-ink-soft text-sm">There was no response.</p>
        )}
      </div>
    </Sheet>
  );
}
