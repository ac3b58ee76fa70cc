import Link from "next/link";
import type { Call, CallLeg } from "@/lib/domain/call";
import { causeInWords, partyInWords } from "@/lib/format/call-words";
import { duration } from "@/lib/format/duration";
import { pagePath } from "@/lib/format/page-path";
import { classNames } from "../ui/class-names";

const stepNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    create: "Started",
    answer: "Answered",
    bridge: "Connected",
    hold: "Put on hold",
    unhold: "Taken off hold",
    destroy: "Ended",
    parked: "Parked",
    retrieved: "Picked up",
    abandoned: "Given up",
    voicemail: "Voicemail",
    missed: "Missed",
    other: "Seen",
  }),
);

/** Diagonal lines: something was there, and no event says it. */
const hatched =
  "bg-[repeating-linear-gradient(135deg,var(--edge)_0_2px,transparent_2px_6px)] border border-edge border-dashed";

interface Bar {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly looks: string;
}

/** What of a leg is known to have lasted, and what can only have been. */
function barsOf(leg: CallLeg, call: Call, end: number): readonly Bar[] {
  const first = leg.events[0]?.at ?? call.startedAt;
  const last = leg.events.at(-1)?.at ?? first;
  const isOver = call.state === "ended" || call.state === "open";
  const until = leg.endedAt ?? (isOver ? last : end);
  const spoke = leg.answeredAt ?? leg.bridgedAt;
  const bars: Bar[] = [];
  if (leg.createdAt === null) {
    const began = Math.min(first, call.startedAt);
    bars.push({ name: "Start not told", from: began, to: first, looks: hatched });
  }
  const ringFrom = leg.createdAt ?? first;
  const isAnswerLost = call.missing.some(
    ({ callId, step }) => callId === leg.callId && step === "answer",
  );
  const before = isAnswerLost
    ? { name: "Ring, then talk", looks: hatched }
    : { name: "Ring", looks: "bg-accent-soft border border-accent" };
  bars.push({ ...before, from: ringFrom, to: spoke ?? until });
  if (spoke !== null) bars.push({ name: "Talk", from: spoke, to: until, looks: "bg-accent" });
  for (const hold of leg.holds) {
    bars.push({ name: "Hold", from: hold.from, to: hold.to ?? until, looks: "bg-waiting" });
  }
  if (leg.endedAt === null && isOver) {
    bars.push({ name: "End not told", from: until, to: end, looks: hatched });
  }
  // What began just now has no length yet.
  return bars.filter(({ from, to }) => to > from || (to === from && from === leg.createdAt));
}

interface LaneProps {
  readonly accountId: string;
  readonly leg: CallLeg;
  readonly call: Call;
  readonly end: number;
}

function Lane({ accountId, leg, call, end }: LaneProps) {
  const span = Math.max(1_000, end - call.startedAt);
  const part = (ms: number) => `${Math.min(100, Math.max(0, (ms / span) * 100))}%`;
  const other = leg.direction === "outbound" ? leg.to : leg.from;
  const { title, detail } = partyInWords(other);
  return (
    <li className="flex flex-col gap-1.5 border-line border-b py-3 last:border-b-0">
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <span className="font-medium">{leg.isInternal ? "Kazoo's own leg" : title}</span>
        {!leg.isInternal && detail && <span className="nums text-ink-soft">{detail}</span>}
        <span className="text-ink-faint text-xs">
          {leg.direction === null && "only named by another event"}
          {leg.direction === "inbound" && "came in"}
          {leg.direction === "outbound" && "was rung"}
          {causeInWords(leg.cause) && `, ended: ${causeInWords(leg.cause)}`}
        </span>
      </p>
      <div className="relative h-4 overflow-hidden rounded-[3px] bg-hover" aria-hidden>
        {barsOf(leg, call, end).map((bar) => (
          <span
            key={`${bar.name} ${bar.from}`}
            title={`${bar.name}: ${duration((bar.to - bar.from) / 1000)}`}
            className={classNames("absolute inset-y-0 min-w-1 rounded-[3px]", bar.looks)}
            style={{ left: part(bar.from - call.startedAt), width: part(bar.to - bar.from) }}
          />
        ))}
      </div>
      <ol className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs">
        {leg.events.map((event) => (
          <li key={event.id} className="nums whitespace-nowrap text-ink-faint">
            <Link
              className="text-accent hover:underline"
              href={pagePath(accountId, "events", { event: event.id })}
            >
              {stepNames.get(event.step) ?? event.step}
            </Link>{" "}
            +{duration((event.at - call.startedAt) / 1000)}
          </li>
        ))}
      </ol>
    </li>
  );
}

interface CallTimelineProps {
  readonly accountId: string;
  readonly call: Call;
  readonly now: number;
}

const legend = [
  { name: "Ring", looks: "bg-accent-soft border border-accent" },
  { name: "Talk", looks: "bg-accent" },
  { name: "Hold", looks: "bg-waiting" },
  { name: "Not told", looks: hatched },
];

/** A lane a leg over the time of the call. */
export function CallTimeline({ accountId, call, now }: CallTimelineProps) {
  const lasts = call.state === "ringing" || call.state === "up";
  const end = lasts ? Math.max(now, call.lastAt) : Math.max(call.endedAt ?? 0, call.lastAt);
  return (
    <section aria-label="Timeline">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-faint text-xs">
        <h3 className="flex-1">Timeline, {duration((end - call.startedAt) / 1000)}</h3>
        {legend.map(({ name, looks }) => (
          <span key={name} className="inline-flex items-center gap-1.5">
            <span className={classNames("h-3 w-5 rounded-[3px]", looks)} aria-hidden />
            {name}
          </span>
        ))}
      </div>
      <ol>
        {call.legs.map((leg) => (
          <Lane key={leg.callId} accountId={accountId} leg={leg} call={call} end={end} />
        ))}
      </ol>
    </section>
  );
}
