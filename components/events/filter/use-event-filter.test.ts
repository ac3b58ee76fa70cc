import { describe, expect, it } from "vitest";
import { filterRows } from "@/lib/filter/filter-fields";
import { filterChips } from "./filter-chips";
import { parseEventFilter } from "./use-event-filter";

describe("parseEventFilter", () => {
  it("reads what the URL says", () => {
    expect(parseEventFilter({ kind: "call", q: " busy ", range: "1h" })).toEqual({
      kind: "call",
      q: "busy",
      range: "1h",
    });
  });

  it("leaves out a part that makes no sense and keeps the rest", () => {
    expect(parseEventFilter({ kind: "weather", from: "soon", q: "busy" })).toEqual({
      q: "busy",
    });
  });

  it("lets fixed instants win over a relative range", () => {
    const from = "2026-03-09T10:00:00.000Z";
    expect(parseEventFilter({ range: "1h", from })).toEqual({ from: Date.parse(from) });
  });

  it("takes what asks for nothing as if it were not there", () => {
    const asked = Object.values(parseEventFilter({ quarantined: "false", q: "", kind: null }));
    expect(asked.every((value) => value === undefined)).toBe(true);
  });
});

describe("a filter's chips", () => {
  const id = "339cd2d0a9c1b7e4".repeat(2);
  const closed = new Map<string, string>([
    ["kind", "call"],
    ["quarantined", "true"],
  ]);
  const written: Record<string, string | null> = Object.fromEntries(
    filterRows.map(([name, { control }]) => [
      name,
      control === "time" ? "1" : (closed.get(name) ?? id),
    ]),
  );

  it("say every field, and drop it", () => {
    const chips = filterChips({ filter: parseEventFilter(written) }, new Map([[id, "My hook"]]));
    expect(chips.map(({ words }) => words)).toEqual(
      expect.arrayContaining(["Call", "My hook", "Call 339cd2d0", "Quarantine"]),
    );
    const left = Object.assign({}, written, ...chips.map(({ drops }) => drops));
    expect(parseEventFilter(left)).toEqual({});
  });

  it("drop with the kind what only tells its events apart", () => {
    const [chip] = filterChips({ filter: { kind: "object" } }, new Map());
    expect(chip?.drops).toEqual({ kind: null, trigger: null, type: null, action: null });
  });
});
