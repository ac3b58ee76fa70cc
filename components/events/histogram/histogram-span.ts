import { type EventListFilter, rangeMs } from "@/lib/api-client/events/event-list-filter";
import { localInstant } from "@/lib/format/instant";
import { timeRangeWords } from "../filter/time-range-words";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Widths that a person can name; each of the lengths below is a whole number of one of them. */
const barWidthsMs = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * secondMs),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hourMs),
  ...[1, 2, 7, 14, 28].map((days) => days * dayMs),
];

/** What is looked at when no time range is chosen: the last day, or less when there is no more. */
const unchosenSpans = [
  { lengthMs: 15 * minuteMs, words: "Last 15 minutes" },
  { lengthMs: hourMs, words: "Last hour" },
  { lengthMs: 3 * hourMs, words: "Last 3 hours" },
  { lengthMs: 6 * hourMs, words: "Last 6 hours" },
  { lengthMs: 12 * hourMs, words: "Last 12 hours" },
] as const;
const lastDay = { lengthMs: dayMs, words: "Last 24 hours" } as const;

/** Received in [from, to), Unix milliseconds, counted in this many bars. */
export interface HistogramSpan {
  readonly from: number;
  readonly to: number;
  readonly bars: number;
  /** The span as a person says it. */
  readonly words: string;
}

interface SpanContext {
  readonly nowMs: number;
  readonly mostBars: number;
  /** As oldestEventQuery tells it: null when there is no event. */
  readonly oldestAt: number | null;
}

function widthFor(lengthMs: number, mostBars: number): number {
  const needed = lengthMs / mostBars;
  return barWidthsMs.find((widthMs) => widthMs >= needed) ?? Math.ceil(needed);
}

/** Bars that end at whole local minutes, hours or days stand still while time goes on. */
function upToNow(lengthMs: number, { nowMs, mostBars }: SpanContext) {
  const widthMs = widthFor(lengthMs, mostBars);
  const zoneMs = new Date(nowMs).getTimezoneOffset() * minuteMs;
  const to = (Math.floor((nowMs - zoneMs) / widthMs) + 1) * widthMs + zoneMs;
  return { from: to - lengthMs, to, bars: Math.round(lengthMs / widthMs) };
}

function since(from: number, { nowMs, mostBars }: SpanContext) {
  const lengthMs = Math.max(nowMs - from, secondMs);
  const widthMs = widthFor(lengthMs, mostBars);
  const bars = Math.floor(lengthMs / widthMs) + 1;
  return { from, to: from + bars * widthMs, bars };
}

/** Neither end moves, so the bars are as wide as they divide the span. */
function between(from: number, to: number, mostBars: number) {
  const lengthMs = to - from;
  const widthMs = barWidthsMs.find(
    (candidate) => lengthMs % candidate === 0 && lengthMs / candidate <= mostBars,
  );
  const bars = widthMs ? lengthMs / widthMs : Math.ceil(lengthMs / secondMs);
  return { from, to, bars: Math.min(bars, mostBars) };
}

/** What a histogram of the list covers; null when the chosen range has no time in it. */
export function histogramSpan(filter: EventListFilter, context: SpanContext): HistogramSpan | null {
  const { range, from, to } = filter;
  const words = timeRangeWords(filter) ?? "";
  if (from !== undefined && to !== undefined) {
    return from < to ? { ...between(from, to, context.mostBars), words } : null;
  }
  if (from !== undefined) return { ...since(from, context), words };
  if (to !== undefined) {
    const before = between(to - dayMs, to, context.mostBars);
    return { ...before, words: `24 hours before ${localInstant(to)}` };
  }
  if (range) return { ...upToNow(rangeMs[range], context), words };
  const { oldestAt, nowMs } = context;
  const reached = unchosenSpans.find(
    ({ lengthMs }) => oldestAt !== null && nowMs - oldestAt <= lengthMs,
  );
  const { lengthMs, words: unchosen } = reached ?? lastDay;
  return {
    ...upToNow(lengthMs, context),
    words: reached ? `${unchosen}, nothing is older` : unchosen,
  };
}
