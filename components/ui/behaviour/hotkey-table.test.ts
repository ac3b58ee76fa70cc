import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hotkeyTable, keysOf } from "./hotkey-table";

const rows = Object.entries(hotkeyTable);
const sources = readdirSync("components", { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes("hotkey-table"))
  .map((name) => readFileSync(`components/${name}`, "utf8"));

describe("the table of keys", () => {
  it("gives no key two meanings in one place", () => {
    for (const place of ["Events", "Calls", "Webhooks"]) {
      const valid = rows.filter(([, { where }]) => where === "Anywhere" || where === place);
      expect(new Set(valid.map(([, { keys }]) => keys)).size).toBe(valid.length);
    }
  });

  it.each(rows)("has a handler for %s", (id) => {
    const named = new RegExp(`(^|[\\s{("])"?${id}"?(: (\\(|[a-z])|\\))`, "m");
    expect(sources.filter((source) => named.test(source)).length).toBeGreaterThan(0);
  });

  it("spells what is pressed: ⌘ is Ctrl, Alt makes another key", () => {
    const pressed = { key: "K", ctrlKey: false, metaKey: false, altKey: false };
    expect(keysOf({ ...pressed, metaKey: true })).toBe("Ctrl k");
    expect(keysOf({ ...pressed, ctrlKey: true })).toBe("Ctrl k");
    expect(keysOf({ ...pressed, key: "?" })).toBe("?");
    expect(keysOf({ ...pressed, altKey: true })).toBeNull();
  });
});
