"use client";

import { useServerNow } from "@/lib/api-client/request/server-clock";
import type { CallSummary } from "@/lib/domain/call";
import { callTimes, partyInWords } from "@/lib/format/call-words";
import { clockTime, localDay } from "@/lib/format/instant";
import { classNames } from "../ui/class-names";
import { Instant } from "../ui/instant";
import { DirectionMark, OutcomeMark } from "./call-marks";

const dayEveryMs = 60_000;

export const rowLooks = {
  headCell:
    "sticky top-0 z-10 h-8 whitespace-nowrap border-line border-b bg-paper px-3 text-left font-normal text-ink-faint text-xs first:pl-6 last:pr-6 max-xl:nth-7:hidden",
  cell: "h-10 border-line border-b px-3 py-1.5 align-top first:pl-6 last:pr-6 max-md:block max-md:h-auto max-md:border-0 max-md:p-0 max-md:first:pl-0 max-md:last:pr-0 max-xl:nth-7:hidden",
} as const;

/** The call whose row has the keyboard. */
export function focusedCallId(): string | null {
  const focused = document.activeElement;
  return focused instanceof HTMLElement ? (focused.dataset.callId ?? null) : null;
}

/** Puts the keyboard on a call's row; on the choice above where the call is not in the list. */
export function focusCall(callId: string): void {
  const button = document.querySelector<HTMLElement>(`[data-call-id="${CSS.escape(callId)}"]`);
  (button ?? document.querySelector<HTMLElement>("main input:checked"))?.focus({
    preventScroll: true,
  });
  button?.closest("tr")?.scrollIntoView({ block: "nearest" });
}

function PartyName({ party }: { readonly party: CallSummary["from"] }) {
  const { title, detail } = partyInWords(party);
  return (
    <>
      <span className="break-words">{title}</span>
      {detail && (
        <span className="nums block whitespace-nowrap text-ink-faint text-xs max-md:ml-2 max-md:inline">
          {detail}
        </span>
      )}
    </>
  );
}

interface CallRowProps {
  readonly call: CallSummary;
  readonly onOpen: (callId: string) => void;
}

export function CallRow({ call, onOpen }: CallRowProps) {
  const now = useServerNow(dayEveryMs);
  const day = localDay(call.startedAt);
  const time = clockTime(call.startedAt);
  return (
    <tr className="relative text-sm hover:bg-hover max-md:flex max-md:flex-wrap max-md:items-baseline max-md:gap-x-3 max-md:gap-y-0.5 max-md:border-line max-md:border-b max-md:px-4 max-md:py-2">
      <td className={rowLooks.cell}>
        <Instant ms={call.startedAt} className="nums font-mono text-xs">
          {day === localDay(now) ? time : `${day} ${time}`}
        </Instant>
      </td>
      <td className={rowLooks.cell}>
        <DirectionMark direction={call.direction} />
      </td>
      <td className={classNames(rowLooks.cell, "max-md:basis-full")}>
        <button
          type="button"
          data-call-id={call.id}
          onClick={() => onOpen(call.id)}
          className="text-left after:absolute after:inset-0 hover:underline"
        >
          <span className="sr-only">Call from </span>
          <PartyName party={call.from} />
        </button>
      </td>
      <td className={classNames(rowLooks.cell, "max-md:basis-full")}>
        <span className="text-ink-faint md:hidden" aria-hidden>
          →{" "}
        </span>
        <PartyName party={call.to} />
      </td>
      <td className={rowLooks.cell}>
        <OutcomeMark call={call} now={now} />
      </td>
      <td className={classNames(rowLooks.cell, "nums text-ink-soft")}>{callTimes(call)}</td>
      <td className={classNames(rowLooks.cell, "nums text-ink-soft max-md:hidden")}>
        {call.legCount}
      </td>
      <td className={classNames(rowLooks.cell, "nums text-waiting max-md:empty:hidden")}>
        {call.missing.length > 0 && (
          <>
            {call.missing.length}
            <span className="md:sr-only"> missing</span>
          </>
        )}
      </td>
    </tr>
  );
}
