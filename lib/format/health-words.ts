import type {
  FailureLimits,
  HealthState,
  LastAnswer,
  WebhookHealth,
} from "@/lib/domain/webhook-health";
import { clientErrorInWords } from "./attempt-words";
import { duration } from "./duration";
import { betweenInWords, minuteInWords, timeAgo } from "./instant";

export const healthNames: Readonly<Record<HealthState, string>> = {
  "auto-disabled": "Auto-disabled",
  failing: "Failing",
  silent: "Silent",
  "never-fired": "Never fired",
  off: "Off",
  fine: "Fine",
};

interface HealthContext {
  readonly receivesHere: boolean;
  readonly limits: FailureLimits;
  readonly now: number;
}

/** What the receiver said last, as a clause: "the receiver answered 502". */
function answerClause({ code, clientError }: LastAnswer): string {
  if (code !== null) return `the receiver answered ${code}`;
  if (clientError === null) return "the receiver gave no answer";
  const words = clientErrorInWords(clientError);
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** The last answer for itself: "200, 4 min ago". */
export function lastAnswerInWords(answer: LastAnswer, now: number): string {
  const what = answer.code === null ? "No answer" : String(answer.code);
  return `${what}, ${timeAgo(answer.at, now)}`;
}

/** Since when Kazoo doesn't call it; null where nobody saw that. */
function offSinceInWords({ offSince }: WebhookHealth, now: number): string | null {
  if (!offSince) return null;
  const { after, before } = offSince;
  return before >= now
    ? `soon after ${minuteInWords(after, now)}`
    : betweenInWords(after, before, now);
}

function whyOff(health: WebhookHealth, now: number): string {
  const when = offSinceInWords(health, now);
  const { lastAnswer } = health;
  const why = lastAnswer && !lastAnswer.isSuccess ? `: ${answerClause(lastAnswer)}` : "";
  return `Kazoo switched it off${when ? ` ${when}` : ""} after too many failed attempts${why}. Nothing is delivered since.`;
}

function pausesInWords({ lastEventAt, usual }: WebhookHealth, now: number): string {
  const quiet = duration((now - (lastEventAt ?? now)) / 1000);
  const usually = duration((usual?.longestPauseMs ?? 0) / 1000);
  return `No delivery for ${quiet}. In the week before, it was never quiet for more than ${usually}.`;
}

/** What there is to know of a webhook, worst first, in a sentence or two. */
export function healthInWords(
  health: WebhookHealth,
  { receivesHere, limits, now }: HealthContext,
): string {
  const seconds = duration(limits.windowMs / 1000);
  switch (health.state) {
    case "auto-disabled":
      return whyOff(health, now);
    case "failing":
      return `${health.failures} of ${limits.count} failed attempts in the last ${seconds}. At ${limits.count} Kazoo switches it off; each retry counts.`;
    case "silent":
      return pausesInWords(health, now);
    case "never-fired":
      return "It is on, and no delivery of it is stored. What it fires on may not have happened yet.";
    case "off":
      return "Somebody switched it off. Kazoo does not call its URL.";
    case "fine":
      if (receivesHere) return "It is on, and what it delivers is stored.";
      return "It is on. It posts elsewhere, so Hookline sees only the failures that Kazoo logs: none just now.";
  }
}
