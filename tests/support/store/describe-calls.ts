import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readCall, readCalls } from "@/lib/calls/read-calls";
import type { AccountScope } from "@/lib/domain/account";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import type { NewEvent } from "@/lib/store/store";
import { appendOne } from "./append-one";
import { newEvent, newScope } from "./new-event";

const startedAt = 1_764_000_000_000;
const gregorianEpochSeconds = 62_167_219_200;

type StoreUnderTest = Pick<OpenedEventStore, "eventStore" | "callStore" | "close">;

interface StorePlace {
  open(): Promise<StoreUnderTest>;
  remove(): void | Promise<void>;
}

interface LegChanges extends Pick<Partial<NewEvent>, "quarantine" | "repeatOf" | "scope"> {
  readonly at?: number;
  readonly other?: string;
}

/** What every store promises of the events of calls. */
export function describeCalls(
  engine: string,
  makePlace: () => StorePlace | Promise<StorePlace>,
): void {
  describe(`calls on ${engine}`, () => {
    let place: StorePlace;
    let opened: StoreUnderTest;
    let acme: AccountScope;
    let stranger: AccountScope;
    beforeAll(async () => {
      place = await makePlace();
      opened = await place.open();
    });
    afterAll(async () => {
      await opened.close();
      await place.remove();
    });
    beforeEach(() => {
      acme = newScope();
      stranger = newScope();
    });

    function legEvent(step: string, callId: string, changes: LegChanges = {}): NewEvent {
      const { at = 0, other, ...more } = changes;
      const receivedAt = startedAt + at * 1000;
      const payload = {
        hook_event: `channel_${step}`,
        call_id: callId,
        call_direction: other === undefined ? "inbound" : "outbound",
        caller_id_number: "+15550100001",
        callee_id_number: "1001",
        timestamp: Math.floor(receivedAt / 1000) + gregorianEpochSeconds,
        ...(other !== undefined && { other_leg_call_id: other }),
        ...(step === "destroy" && { hangup_cause: "NORMAL_CLEARING", billing_seconds: 5 }),
      };
      return newEvent(payload, { receivedAt, scope: acme, ...more });
    }
    async function leg(...said: Parameters<typeof legEvent>): Promise<string> {
      const { summary } = await appendOne(opened.eventStore, legEvent(...said));
      return summary.id;
    }
    const span = { from: startedAt - 60_000, to: startedAt + 600_000 };
    const idsOfCalls = async (scope: AccountScope, ...callIds: string[]) => {
      const found = await opened.callStore.ofCalls(scope, callIds, { ...span, limit: 50 });
      return found.map(({ id }) => id);
    };

    it("finds a leg's events and those of legs that name it, newest first, in its own account", async () => {
      const first = await leg("create", "a@192.0.2.1");
      const second = await leg("create", "b@192.0.2.1", { other: "a@192.0.2.1", at: 1 });
      await leg("create", "c@192.0.2.1", { at: 2 });
      await leg("create", "a@192.0.2.1", { scope: stranger });
      expect(await idsOfCalls(acme, "a@192.0.2.1")).toEqual([second, first]);
      expect(await idsOfCalls(acme, "b@192.0.2.1")).toEqual([second]);
      expect(await idsOfCalls(acme, "none@192.0.2.1")).toEqual([]);
      expect(await idsOfCalls(acme)).toEqual([]);
      expect(await idsOfCalls({ ...acme, cluster: "other" }, "a@192.0.2.1")).toEqual([]);
    });

    it("finds notifications of a leg, and nothing that repeats or is in quarantine", async () => {
      const first = await leg("create", "a@192.0.2.1");
      await leg("create", "a@192.0.2.1", { repeatOf: first });
      await leg("answer", "a@192.0.2.1", { quarantine: "unknown_webhook" });
      const missed = {
        event_category: "notification",
        event_name: "missed_call",
        call_id: "a@192.0.2.1",
      };
      const { summary } = await appendOne(opened.eventStore, newEvent(missed, { scope: acme }));
      expect(await idsOfCalls(acme, "a@192.0.2.1")).toEqual([summary.id, first]);
      const recent = { ...span, below: Number.MAX_SAFE_INTEGER, limit: 9 };
      const legs = await opened.callStore.recent(acme, recent);
      expect(legs.map(({ id }) => id)).toEqual([first]);
    });

    it("tells legs without an end of one account", async () => {
      await leg("create", "a@192.0.2.1");
      await leg("create", "b@192.0.2.1");
      await leg("destroy", "b@192.0.2.1", { at: 5 });
      await leg("create", "c@192.0.2.1", { scope: stranger });
      const unended = await opened.callStore.unended(acme, { ...span, limit: 9 });
      expect(unended).toEqual(["a@192.0.2.1"]);
    });

    it("gives each call once over pages, whole, those that began last first", async () => {
      // A call that goes on while 300 others come and go.
      await leg("create", "long-a@192.0.2.1");
      await leg("create", "long-b@192.0.2.1", { other: "long-a@192.0.2.1" });
      const short = Array.from({ length: 300 }, (_, index) => [
        legEvent("create", `short-${index}@192.0.2.1`, { at: index }),
        legEvent("destroy", `short-${index}@192.0.2.1`, { at: index + 1 }),
      ]);
      await opened.eventStore.append(short.flat());
      await leg("create", "late@192.0.2.1", { other: "long-a@192.0.2.1", at: 400 });
      await leg("destroy", "long-a@192.0.2.1", { at: 500 });
      const context = { callStore: opened.callStore, scope: acme };
      const now = startedAt + 3_600_000;
      const found: string[] = [];
      let cursor: string | null | undefined;
      let pages = 0;
      do {
        const page = await readCalls(context, { ...span, ...(cursor && { cursor }) }, now);
        found.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
        pages += 1;
      } while (cursor !== null);
      expect(pages).toBeGreaterThan(1);
      expect(found).toHaveLength(301);
      expect(new Set(found).size).toBe(301);
      expect(found[0]).toBe("short-299@192.0.2.1");
      expect(found.at(-1)).toBe("long-a@192.0.2.1");
      const long = await readCall(context, "late@192.0.2.1", now);
      expect([...(long?.callIds ?? [])].sort()).toEqual([
        "late@192.0.2.1",
        "long-a@192.0.2.1",
        "long-b@192.0.2.1",
      ]);
      expect(await readCall({ ...context, scope: stranger }, "late@192.0.2.1", now)).toBeNull();
    });
  });
}
