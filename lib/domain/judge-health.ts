import type { WebhookState } from "./webhook";
import type { HealthState, UsualRate } from "./webhook-health";

const hourMs = 3_600_000;
const hoursOfWeek = 7 * 24;
/** With fewer a webhook has no habits that its silence could break. */
const minActiveHours = 12;
const leastSilenceMs = 2 * hourMs;

interface Activity {
  /** Whole hours before now in which deliveries came, newest first, and how many. */
  readonly hours: readonly { readonly hoursAgo: number; readonly count: number }[];
}

/** Null where too little came to tell what is usual. */
export function usualRateOf({ hours }: Activity): UsualRate | null {
  if (hours.length < minActiveHours) return null;
  let emptyHours = 0;
  let total = 0;
  hours.forEach(({ hoursAgo, count }, index) => {
    total += count;
    const newer = hours[index - 1];
    if (newer) emptyHours = Math.max(emptyHours, hoursAgo - newer.hoursAgo - 1);
  });
  const oldest = hours.at(-1)?.hoursAgo ?? 0;
  const newest = hours[0]?.hoursAgo ?? 0;
  const days = Math.min(hoursOfWeek, oldest - newest + 1) / 24;
  return { perDay: total / days, longestPauseMs: (emptyHours + 2) * hourMs };
}

export interface HealthFacts {
  readonly state: WebhookState;
  /** Only of a webhook that posts here it is known when it fires. */
  readonly receivesHere: boolean;
  /** Failed attempts within Kazoo's window; null where they couldn't be read. */
  readonly failures: number | null;
  readonly lastEventAt: number | null;
  readonly usual: UsualRate | null;
  readonly now: number;
}

function isSilent({ lastEventAt, usual, now }: HealthFacts): boolean {
  if (usual === null || lastEventAt === null) return false;
  return now - lastEventAt > Math.max(leastSilenceMs, 2 * usual.longestPauseMs);
}

/** What is wrong with a webhook, and only the worst of it. */
export function judgeHealth(facts: HealthFacts): HealthState {
  const { state, receivesHere, failures, lastEventAt } = facts;
  if (state === "auto-disabled") return "auto-disabled";
  // Off by a person: what failed before that is no news.
  if (state === "disabled") return "off";
  if ((failures ?? 0) > 0) return "failing";
  if (!receivesHere) return "fine";
  if (lastEventAt === null) return "never-fired";
  return isSilent(facts) ? "silent" : "fine";
}
