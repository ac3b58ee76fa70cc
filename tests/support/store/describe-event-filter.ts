import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EventSummary, quarantineReasons } from "@/lib/domain/event";
import { type EventFilter, eventFilterSchema, matchesFilter } from "@/lib/filter/event-filter";
import { type FilterField, filterRows } from "@/lib/filter/filter-fields";
import { payloadOf, readCaptures } from "../deliveries/captures";
import type { StorePlace, StoreUnderTest } from "./describe-event-store";
import { acme, newEvent } from "./new-event";

const oldest = 1_764_000_000_000;

/** Every recorded delivery, each a second after the one before, of three webhooks, some in quarantine. */
function recordedEvents() {
  return readCaptures().map((capture, number) =>
    newEvent(payloadOf(capture), {
      body: capture.bytes,
      receivedAt: oldest + number * 1_000,
      webhookId: number % 4 === 0 ? null : `hook-${number % 4}`,
      quarantine: quarantineReasons[number % 7] ?? null,
    }),
  );
}

const afterAllOfThem = oldest + 86_400_000;

/** What a URL can ask of a field: each value that an event holds, and one that none holds. */
function questionsFor({ compares, of }: FilterField, events: readonly EventSummary[]): string[] {
  if (compares === "words") return [];
  if (compares === "present") return ["true", "false"];
  const held = events.flatMap((event) => (event[of] === null ? [] : [String(event[of])]));
  if (compares === "equal") return [...new Set([...held, "none such"])];
  return [held[0], held[100], held.at(-1), String(afterAllOfThem)].flatMap((text) => text ?? []);
}

/** What every engine promises of every row in the table of filter fields. */
export function describeEventFilter(
  engine: string,
  makePlace: () => StorePlace | Promise<StorePlace>,
): void {
  describe(`the fields of a filter on ${engine}`, () => {
    let place: StorePlace;
    let opened: StoreUnderTest;
    let events: readonly EventSummary[];

    beforeAll(async () => {
      place = await makePlace();
      opened = await place.open();
      const appended = await opened.eventStore.append(recordedEvents());
      events = appended.map(({ summary }) => summary).reverse();
    });
    afterAll(async () => {
      await opened.close();
      await place.remove();
    });

    async function found(filter: EventFilter): Promise<readonly string[]> {
      const { items } = await opened.eventStore.search(acme, filter, { limit: 1_000 });
      return items.map(({ id }) => id);
    }
    const matching = (filter: EventFilter) =>
      events.filter((event) => matchesFilter(event, filter) === true).map(({ id }) => id);

    const decided = filterRows.filter(([, { compares }]) => compares !== "words");
    it.each(decided)("%s finds in the store what it lets in live", async (name, field) => {
      const answers = new Set<string>();
      for (const written of questionsFor(field, events)) {
        const read = eventFilterSchema.safeParse({ [name]: written });
        if (!read.data) continue;
        const ids = await found(read.data);
        expect(ids, `${name}=${written}`).toEqual(matching(read.data));
        answers.add(ids.join());
      }
      // Neither all questions nor all events are alike to it.
      expect(answers.size).toBeGreaterThan(1);
    });

    it("joins all that it is asked", async () => {
      const [event] = events.filter(({ type, webhookId }) => type !== null && webhookId !== null);
      const { kind, type, webhookId, receivedAt } = event ?? {};
      const written = { kind, type, webhookId, from: String(oldest), to: String(receivedAt) };
      const filter = eventFilterSchema.parse(written);
      const ids = await found(filter);
      expect(ids).toEqual(matching(filter));
      expect(ids).not.toContain(event?.id);
      const later = { ...filter, to: (receivedAt ?? 0) + 1 };
      expect(await found(later)).toEqual(matching(later));
      expect(await found(later)).toContain(event?.id);
    });

    it("leaves free text to the store, but for events that another field keeps out", () => {
      const [event] = events.filter(({ quarantine }) => quarantine === null);
      if (!event) throw new Error("All that was recorded is in quarantine.");
      expect(matchesFilter(event, { q: "x" })).toBeNull();
      expect(matchesFilter(event, { q: "x", webhookId: "none such" })).toBe(false);
    });
  });
}
