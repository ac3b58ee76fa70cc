import { describe, expect, it } from "vitest";
import type { Payload } from "@/lib/domain/event";
import { payloadOf, readCaptures } from "@/tests/support/deliveries/captures";
import { classifyEvent } from "./classify-event";
import { eventFacts } from "./event-facts";
import { eventHeadline, headlineText } from "./event-headline";
import { payloadFields } from "./payload-fields";
import { entryOf, payloadTable } from "./payload-table";
import { isSecretField } from "./secret-fields";

/** The scalars of a payload, all of them. */
function allFacts(payload: Payload) {
  const scalars = Object.entries(payloadFields(payload)).flatMap(([name, value]) =>
    typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? [[name, typeof value === "string" ? value.slice(0, 200) : value]]
      : [],
  );
  return Object.fromEntries(scalars);
}

describe("an entry of the table", () => {
  const rows = payloadTable.map((entry) => [`${entry.family.kind} ${entry.id}`, entry] as const);

  it("is the only one of its name", () => {
    expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
  });

  it.each(rows)("%s keeps no credential for its headline", (_name, { reads, secrets = [] }) => {
    expect(reads.filter(isSecretField)).toEqual([]);
    expect(secrets.every(isSecretField)).toBe(true);
  });

  it.each(rows)("%s says something of an event that tells nothing", (_name, entry) => {
    const event = { kind: entry.family.kind, trigger: null, type: null, action: null };
    const { title } = eventHeadline({ ...event, trigger: entry.id, facts: {}, problem: null });
    expect(title).not.toBe("");
  });

  it.each(rows)("%s is what its sample is taken for", (_name, entry) => {
    const trigger = entry.family.kind === "message" ? "sms" : entry.id;
    const type = entry.id === "*" && entry.family.kind === "notification" ? "of_tomorrow" : "user";
    const sample = entry.sample?.(trigger, { type });
    if (!sample) return;
    const found = classifyEvent(sample);
    expect(entryOf(found)).toBe(entry);
    const whole = eventHeadline({ ...found, facts: allFacts(sample), problem: null });
    const kept = eventHeadline({ ...found, facts: eventFacts(sample, found), problem: null });
    expect(kept).toEqual(whole);
  });
});

describe("each recorded delivery", () => {
  const captures = readCaptures();
  const told = captures.flatMap((capture) => {
    const payload = payloadOf(capture);
    return payload === null ? [] : [{ capture, payload, found: classifyEvent(payload) }];
  });

  it("is decoded, most of them are known, and all that Kazoo made of real changes are", () => {
    expect(told.length).toBeGreaterThan(400);
    const unknown = told.filter(
      ({ capture, found }) => capture.set === "live" && found.kind === "unknown",
    );
    expect(unknown.map(({ capture }) => capture.name)).toEqual([]);
  });

  it("has the headline that its whole payload gives, from the facts that a row keeps", () => {
    for (const { capture, payload, found } of told) {
      if (found.kind === "unknown") continue;
      const kept = { ...found, facts: eventFacts(payload, found), problem: null };
      const whole = { ...found, facts: allFacts(payload), problem: null };
      expect(headlineText(eventHeadline(kept)), capture.name).toBe(
        headlineText(eventHeadline(whole)),
      );
      expect(Object.keys(kept.facts).filter(isSecretField), capture.name).toEqual([]);
    }
  });
});
