import type { WhereSpan } from "@/lib/domain/where";
import { parseInstant } from "@/lib/format/parse-instant";

const minuteMs = 60_000;
/** What somebody calls "about 14:05". */
const aboutMs = 10 * minuteMs;

export const whenChoices = ["15m", "1h", "24h", "7d", "about"] as const;
export type WhenChoice = (typeof whenChoices)[number];

const agoMs: Readonly<Record<Exclude<WhenChoice, "about">, number>> = {
  "15m": 15 * minuteMs,
  "1h": 60 * minuteMs,
  "24h": 24 * 60 * minuteMs,
  "7d": 7 * 24 * 60 * minuteMs,
};

/** When it happened; null while a time is none. */
export function spanOf(choice: WhenChoice, typed: string, nowMs: number): WhereSpan | null {
  if (choice !== "about") return { from: nowMs - agoMs[choice], to: nowMs };
  const at = parseInstant(typed, nowMs);
  return at === null || at < aboutMs ? null : { from: at - aboutMs, to: at + aboutMs };
}
