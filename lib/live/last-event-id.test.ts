import { describe, expect, it } from "vitest";
import { parseLastEventId } from "./last-event-id";

describe("parseLastEventId", () => {
  it("reads a sequence", () => {
    expect(parseLastEventId("0")).toBe(0);
    expect(parseLastEventId("4711")).toBe(4711);
  });

  it.each(["", "-1", "1.5", "abc", "1e3", "99999999999999999", " 1"])("refuses %j", (text) => {
    expect(() => parseLastEventId(text)).toThrow(expect.objectContaining({ code: "bad_cursor" }));
  });
});
