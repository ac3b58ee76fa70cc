import { expect, test } from "vitest";
import { eventExportPath } from "./event-export-path";

test("an export is asked with the list's filter, a relative range counted from a fixed instant", () => {
  const filter = { kind: "call", q: "busy & more", range: "1h" } as const;
  expect(eventExportPath("a1", filter, { format: "csv", atMs: 3_600_500 })).toBe(
    "/api/accounts/a1/events/export?kind=call&q=busy+%26+more&from=500&format=csv",
  );
  expect(eventExportPath("a1", {}, { format: "json", atMs: 5 })).toBe(
    "/api/accounts/a1/events/export?format=json",
  );
});
