import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventView } from "@/tests/support/deliveries/event-view";
import { parseCsv } from "@/tests/support/export/parse-csv";
import { eventCsvHeader, eventCsvRow } from "./event-csv";

function cellsOf(changes: Parameters<typeof eventView>[0]): Record<string, string> {
  // As it is: a schema drops a field that is called __proto__.
  const event = { ...eventView(changes), ...changes };
  const [names = [], cells = []] = parseCsv(eventCsvHeader + eventCsvRow(event));
  expect(cells).toHaveLength(names.length);
  return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""]));
}

describe("an event in a CSV file", () => {
  it("has its summary by column and its payload as JSON", () => {
    const problem = { code: "too_deep", message: "Nested too deep." } as const;
    const changes = {
      callId: "c,1",
      repeatOf: "e0",
      quarantine: "unknown_webhook",
      problem,
    } as const;
    expect(cellsOf(changes)).toEqual({
      received_at: "2026-11-21T09:30:00.000Z",
      sequence: "7",
      id: "e1",
      kind: "object",
      trigger: "object",
      type: "user",
      action: "doc_edited",
      call_id: "c,1",
      webhook_id: "b".repeat(32),
      method: "POST",
      content_type: "application/json",
      body_bytes: "10",
      repeat_of: "e0",
      quarantine: "unknown_webhook",
      problem: "too_deep",
      payload: '{"id":"u1","type":"user"}',
    });
  });

  it("has empty cells for what is not known", () => {
    const unknown = { trigger: null, type: null, action: null, webhookId: null, payload: null };
    expect(cellsOf(unknown)).toMatchObject({ trigger: "", type: "", problem: "", payload: "" });
  });

  it("keeps phone numbers in the payload as they are", () => {
    const { payload = "" } = cellsOf({ payload: { to: "+15550100", from: "-1" } });
    expect(payload).toBe('{"to":"+15550100","from":"-1"}');
  });

  it("calculates nothing that a sender wrote, also where semicolons separate cells", () => {
    const payload = { caller_id_name: "x;=HYPERLINK(A1);+1;y" };
    const cells = cellsOf({ payload, type: "=1+1", callId: "@SUM(A1)" });
    expect(cells).toMatchObject({ type: "'=1+1", call_id: "'@SUM(A1)" });
    expect(cells.payload).not.toMatch(/;[=+\-@]/);
    expect(JSON.parse(cells.payload ?? "")).toEqual(payload);
  });

  it("gives back any payload", () => {
    fc.assert(
      fc.property(fc.object(), (value) => {
        const payload = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(cellsOf({ payload }).payload ?? "")).toEqual(payload);
      }),
      { examples: [[JSON.parse('{"":{"__proto__":false}}')]] },
    );
  });
});
