import { describe, expect, it } from "vitest";
import { healthStates, usualFailureLimits, type WebhookHealth } from "@/lib/domain/webhook-health";
import { healthInWords, healthNames, lastAnswerInWords } from "./health-words";

const now = new Date(2026, 2, 9, 12, 4, 31).getTime();
const minuteMs = 60_000;
const context = { receivesHere: true, limits: usualFailureLimits, now };
const health: WebhookHealth = {
  webhookId: "w1",
  state: "fine",
  disableReason: null,
  offSince: null,
  failures: 0,
  lastEventAt: now - 5 * 60 * minuteMs,
  hours: [],
  usual: { perDay: 24, longestPauseMs: 90 * minuteMs },
  lastAnswer: null,
};
const failed = { at: now - 20 * minuteMs, isSuccess: false, code: 502, clientError: null };

describe("a webhook's health in words", () => {
  it.each<[string, Partial<WebhookHealth>]>([
    [
      "Kazoo switched it off after too many failed attempts. Nothing is delivered since.",
      { state: "auto-disabled" },
    ],
    [
      "Kazoo switched it off between 11:44 and 11:50 after too many failed attempts: the receiver answered 502. Nothing is delivered since.",
      {
        state: "auto-disabled",
        lastAnswer: failed,
        offSince: { after: failed.at, before: now - 14 * minuteMs },
      },
    ],
    [
      "Kazoo switched it off soon after 11:44 after too many failed attempts: the host name of the URL is not known. Nothing is delivered since.",
      {
        state: "auto-disabled",
        lastAnswer: { ...failed, code: null, clientError: "failed_connect: nxdomain" },
        offSince: { after: failed.at, before: now },
      },
    ],
    [
      "4 of 6 failed attempts in the last 1 min 00 s. At 6 Kazoo switches it off; each retry counts.",
      { state: "failing", failures: 4 },
    ],
    [
      "No delivery for 5 h 00 min. In the week before, it was never quiet for more than 1 h 30 min.",
      { state: "silent" },
    ],
    ["Somebody switched it off. Kazoo does not call its URL.", { state: "off" }],
    ["It is on, and what it delivers is stored.", {}],
  ])("%s", (sentence, changes) => {
    expect(healthInWords({ ...health, ...changes }, context)).toBe(sentence);
  });

  it("says of one that posts elsewhere what can't be seen", () => {
    expect(healthInWords(health, { ...context, receivesHere: false })).toContain("posts elsewhere");
  });

  it("has a name and a sentence for each state", () => {
    for (const state of healthStates) {
      expect(healthNames[state]).toMatch(/^[A-Z]/);
      expect(healthInWords({ ...health, state }, context)).toMatch(/\.$/);
    }
  });

  it("tells the last answer with its age", () => {
    expect(lastAnswerInWords(failed, now)).toBe("502, 20 min ago");
    expect(lastAnswerInWords({ ...failed, code: null }, now)).toBe("No answer, 20 min ago");
  });
});
