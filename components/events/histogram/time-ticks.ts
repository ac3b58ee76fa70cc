import { clockTime, shortClockTime } from "@/lib/format/instant";

const minute = 60;
const hour = 60 * minute;
const daySeconds = 24 * hour;
/** Seconds of local time between two ticks. */
const steps = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hour),
  ...[1, 2, 7, 14, 30, 90, 365].map((days) => days * daySeconds),
];

export interface TimeTick {
  /** Unix milliseconds. */
  readonly at: number;
  readonly label: string;
}

interface TickedSpan {
  readonly from: number;
  readonly to: number;
}

function labelOf(at: number, step: number): string {
  const time = clockTime(at);
  if (step >= daySeconds || time === "00:00:00") {
    return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" }).format(at);
  }
  return step < minute ? time : shortClockTime(at);
}

/** At most `most` ticks at whole local times, which a change to summer time doesn't shift. */
export function timeTicks({ from, to }: TickedSpan, most: number): readonly TimeTick[] {
  const seconds = (to - from) / 1_000;
  const step = steps.find((candidate) => seconds / candidate <= most) ?? seconds;
  const start = new Date(from);
  const [year, month, day] = [start.getFullYear(), start.getMonth(), start.getDate()];
  const wholeDays = step >= daySeconds ? Math.round(step / daySeconds) : 0;
  const tickAt = (index: number) =>
    wholeDays > 0
      ? new Date(year, month, day + index * wholeDays).getTime()
      : new Date(year, month, day, 0, 0, index * step).getTime();
  const sinceMidnight = (from - tickAt(0)) / 1_000;
  // Two hours earlier than counted: the clock may have been put forward since midnight.
  const first = Math.max(0, Math.floor((sinceMidnight - 2 * hour) / step));
  const ticks: TimeTick[] = [];
  let last = from - 1;
  for (let index = first; last < to; index += 1) {
    const at = tickAt(index);
    if (at >= to) break;
    if (at > last) {
      ticks.push({ at, label: labelOf(at, step) });
      last = at;
    }
  }
  return ticks;
}
