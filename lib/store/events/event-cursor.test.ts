import { describe, expect, it } from "vitest";
import { decodeCursor, encodeCursor } from "./event-cursor";

describe("a cursor", () => {
  it.each([0, 1, 4711, Number.MAX_SAFE_INTEGER])("stands for sequence %d", (sequence) => {
    expect(decodeCursor(encodeCursor(sequence))).toBe(sequence);
  });

  it.each(["", "s1", "czE=", "czAx", "cy0x", "czk5OTk5OTk5OTk5OTk5OTk5OQ", "%%%"])(
    "is refused when it is %j",
    (cursor) => {
      expect(() => decodeCursor(cursor)).toThrow(expect.objectContaining({ code: "bad_cursor" }));
    },
  );
});
