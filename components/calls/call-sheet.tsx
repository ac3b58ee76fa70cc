"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import type { ReactNode } from "react";
import { callQuery } from "@/lib/api-client/calls/call-queries";
import { toApiError } from "@/lib/api-client/request/api-error";
import { useServerNow } from "@/lib/api-client/request/server-clock";
import type { Call } from "@/lib/domain/call";
import { callTimes, causeInWords, directionNames, partyInWords } from "@/lib/format/call-words";
import { exactInstant } from "@/lib/format/instant";
import { CopyButton } from "../ui/controls/copy-button";
import { IconButton } from "../ui/controls/icon-button";
import { ProblemNotice } from "../ui/notices/problem-notice";
import { Skeleton } from "../ui/notices/skeleton";
import { Sheet } from "../ui/overlays/sheet";
import { OutcomeMark } from "./call-marks";
import { focusCall } from "./call-row";
import { CallTimeline } from "./call-timeline";
import { MissingPart } from "./missing-part";

const nowEveryMs = 1_000;

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid min-h-8 grid-cols-[104px_minmax(0,1fr)] items-baseline gap-3 border-line border-b py-1.5 text-sm last:border-b-0">
      <dt className="text-ink-faint">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

function party(told: Call["from"]): string {
  const { title, detail } = partyInWords(told);
  return detail === null ? title : `${title} (${detail})`;
}

function Whole({ accountId, call }: { readonly accountId: string; readonly call: Call }) {
  const now = useServerNow(nowEveryMs);
  const times = callTimes(call);
  const cause = causeInWords(call.cause);
  return (
    <>
      <h3 className="break-words font-semibold text-base">
        {party(call.from)} → {party(call.to)}
      </h3>
      <dl>
        <Fact name="Outcome">
          <OutcomeMark call={call} now={now} />
        </Fact>
        <Fact name="Direction">{directionNames[call.direction]}</Fact>
        <Fact name="Began">
          <span className="nums font-mono text-xs">{exactInstant(call.startedAt)}</span>
        </Fact>
        {times !== "" && <Fact name="Ring and talk">{times}</Fact>}
        {cause && <Fact name="Cause">{cause}</Fact>}
        {call.parking?.slot && <Fact name="Parked in">slot {call.parking.slot}</Fact>}
        <Fact name="Call id">
          <span className="flex items-start gap-1">
            <span className="nums break-all font-mono text-xs">{call.id}</span>
            <CopyButton text={call.id} what="the call id" className="-my-1.5" />
          </span>
        </Fact>
      </dl>
      <CallTimeline accountId={accountId} call={call} now={now} />
      {call.missing.length > 0 && <MissingPart accountId={accountId} call={call} />}
    </>
  );
}

interface CallSheetProps {
  readonly accountId: string;
  readonly callId: string;
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
}

/** One call: its ends, its legs over time, and what is not known of it. */
export function CallSheet({ accountId, callId, onStep, onClose }: CallSheetProps) {
  const { data, error, isPending } = useQuery(callQuery(accountId, callId));
  const failure = error && toApiError(error);
  return (
    <Sheet
      label="Call"
      onClose={onClose}
      onReturnFocus={() => focusCall(data?.id ?? callId)}
      className="md:w-[min(760px,92vw)]"
    >
      <div className="flex h-12 shrink-0 items-center gap-1 border-line border-b px-4">
        <h2 className="flex-1 font-semibold text-base">Call</h2>
        <IconButton label="Next, earlier" hint="j" onClick={() => onStep(1)}>
          <ChevronDown aria-hidden />
        </IconButton>
        <IconButton label="Previous, later" hint="k" onClick={() => onStep(-1)}>
          <ChevronUp aria-hidden />
        </IconButton>
        <IconButton label="Close" hint="Esc" onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 py-4 short:overflow-visible">
        {isPending && (
          <output className="late flex flex-col gap-4" aria-label="Loading the call">
            <Skeleton className="h-4! w-56" />
            <Skeleton className="w-full" />
            <Skeleton className="w-4/5" />
          </output>
        )}
        {failure && <ProblemNotice title={failure.message} requestId={failure.requestId} />}
        {data && <Whole accountId={accountId} call={data} />}
      </div>
    </Sheet>
  );
}
