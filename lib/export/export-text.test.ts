import { describe, expect, it } from "vitest";
import type { EventView } from "@/lib/secrets/viewed-event";
import { eventView } from "@/tests/support/deliveries/event-view";
import { exportText } from "./export-text";

const [a, b, c] = ["a", "b", "c"].map((id) => eventView({ id, payload: "one\nline\u2028" }));

async function* pagesOf(...pages: (EventView | undefined)[][]) {
  for (const page of pages) yield page.filter((event) => event !== undefined);
}

async function textOf(format: "csv" | "ndjson" | "json", ...pages: (EventView | undefined)[][]) {
  const chunks: string[] = [];
  for await (const chunk of exportText(pagesOf(...pages), format)) chunks.push(chunk);
  return { chunks, text: chunks.join("") };
}

describe("the text of an export", () => {
  it("is one array in JSON, over all pages", async () => {
    const { text, chunks } = await textOf("json", [a, b], [c]);
    expect(JSON.parse(text)).toEqual([a, b, c]);
    expect(chunks).toHaveLength(3);
    expect(JSON.parse((await textOf("json")).text)).toEqual([]);
    expect(JSON.parse((await textOf("json", [], [a], [])).text)).toEqual([a]);
  });

  it("is one event a line in NDJSON", async () => {
    const { text } = await textOf("ndjson", [a, b], [c]);
    const lines = text.split("\n");
    expect(lines.pop()).toBe("");
    expect(lines.map((line) => JSON.parse(line))).toEqual([a, b, c]);
    expect((await textOf("ndjson")).text).toBe("");
  });

  it("is a header and one record an event in CSV, marked as UTF-8", async () => {
    const { text } = await textOf("csv", [a, b], [c]);
    expect(text.startsWith("\ufeffreceived_at,sequence,")).toBe(true);
    expect(text.split("\r\n")).toHaveLength(5);
    expect((await textOf("csv")).text).toBe(text.slice(0, text.indexOf("\r\n") + 2));
  });

  it("cut off anywhere, is no JSON array", async () => {
    const { text } = await textOf("json", [a, b]);
    for (let end = 0; end < text.trimEnd().length; end += 1) {
      expect(() => JSON.parse(text.slice(0, end))).toThrow();
    }
  });
});
