import { describe, expect, it } from "vitest";
import { HooklineError } from "@/lib/domain/hookline-error";
import { problemSchema } from "@/lib/domain/problem";
import { pageBytes, pageEvents } from "@/lib/export/event-pages";
import { type EventView, eventViewSchema } from "@/lib/secrets/viewed-event";
import type { EventStore } from "@/lib/store/store";
import { startExportServer } from "../../support/export/export-server";
import { parseCsv } from "../../support/export/parse-csv";
import { openSlowly, restOf } from "../../support/http/slow-client";
import { newEvent } from "../../support/store/new-event";

const formats = ["csv", "ndjson", "json"] as const;
const manyPages = 24;

function small(count: number) {
  return Array.from({ length: count }, (_, number) => newEvent({ id: `e${number}` }));
}

/** Two of them fill a page by their bytes. */
function large(count: number) {
  const body = Buffer.alloc(pageBytes / 2, "x");
  return Array.from({ length: count }, (_, number) => newEvent({ id: `e${number}` }, { body }));
}

function viewsOf(ndjson: string): EventView[] {
  const lines = ndjson.split("\n").slice(0, -1);
  return lines.map((line) => eventViewSchema.parse(JSON.parse(line)));
}

describe("an export", () => {
  it.each([
    ["csv", "text/csv; charset=utf-8; header=present"],
    ["ndjson", "application/x-ndjson"],
    ["json", "application/json"],
  ])("in %s is a file to keep, never cached", async (format, contentType) => {
    const { urlOf } = await startExportServer();
    const { headers, status } = await fetch(urlOf(`format=${format}&from=0&to=86400000`));
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe(contentType);
    expect(headers.get("cache-control")).toBe("no-store");
    const name = `hookline-events-aaaaaaaa-19700101T000000Z-19700102T000000Z.${format}`;
    expect(headers.get("content-disposition")).toBe(`attachment; filename="${name}"`);
  });

  it("has every event once, newest first, over all pages, in each format", async () => {
    const { urlOf, append, pagesRead, logged } = await startExportServer();
    await append(small(2 * pageEvents + 7));
    const text = async (format: string) => (await fetch(urlOf(`format=${format}`))).text();
    const events = viewsOf(await text("ndjson"));
    const sequences = events.map(({ sequence }) => sequence);
    const count = 2 * pageEvents + 7;
    const [newest = 0] = sequences;
    expect(sequences).toEqual(Array.from({ length: count }, (_, index) => newest - index));
    expect(JSON.parse(await text("json"))).toEqual(events);
    const [, ...records] = parseCsv(await text("csv"));
    expect(records.map(([, sequence]) => Number(sequence))).toEqual(sequences);
    expect(pagesRead).toEqual([3, 3, 3]);
    expect(await logged("export ended")).toMatchObject({ how: "complete", events: count });
  });

  it("keeps to the filter", async () => {
    const { urlOf, append } = await startExportServer();
    await append([
      newEvent({ id: "e1", hook_event: "channel_create", to: "+1 415 555 0100" }),
      newEvent({ id: "e2", type: "user", action: "doc_edited" }, { receivedAt: 2_000 }),
      newEvent({ id: "e3" }, { quarantine: "unknown_webhook" }),
    ]);
    const idsOf = async (query: string) =>
      viewsOf(await (await fetch(urlOf(`format=ndjson&${query}`))).text()).map((e) => e.facts.id);
    expect(await idsOf("kind=call")).toEqual(["e1"]);
    expect(await idsOf("q=4155550100")).toEqual(["e1"]);
    expect(await idsOf("to=1970-01-02T00:00:00Z&type=user")).toEqual(["e2"]);
    expect(await idsOf("quarantined=true")).toEqual(["e3"]);
    expect(await idsOf("type=device")).toEqual([]);
  });
});

describe("credentials in an export", () => {
  const withSecrets = [
    newEvent({ id: "u1", event_name: "new_user", password: "hunter2" }),
    newEvent({ id: "u2" }, { headers: [["Authorization", "Basic hunter2"]] }),
    newEvent(null, { query: "token=hunter2" }),
    newEvent({ id: "u3" }, { query: "p%61ssword=hunter2" }),
    newEvent({
      id: "u5",
      pins: ["hunter2"],
      hotdesk: { pin: "hunter2" },
      note: '{"otp":"hunter2"}',
    }),
    newEvent({ id: "u4", "x-api-key": "hunter2" }, { headers: [["X-Api-Key", "hunter2"]] }),
    newEvent(null, {
      body: Buffer.from("password=hunter2"),
      problem: { code: "invalid_form", message: "x" },
    }),
  ];
  const everything = (text: string) =>
    text +
    text.replace(/"bodyBase64":"([^"]*)"/g, (_, body) => Buffer.from(body, "base64").toString());

  it.each(formats)("are masked in %s, also in headers, query and raw bytes", async (format) => {
    const { urlOf, append, log } = await startExportServer();
    await append(withSecrets);
    const text = await (await fetch(urlOf(`format=${format}`))).text();
    expect(everything(text)).not.toContain("hunter2");
    expect(text).toContain("••••••••");
    expect(log.map(({ msg }) => msg)).not.toContain("secrets revealed");
  });

  it.each(formats)(
    "are there in %s once they are revealed, and the log says by whom",
    async (format) => {
      const { urlOf, append, log, scope } = await startExportServer();
      await append(withSecrets);
      const text = await (await fetch(urlOf(`format=${format}&reveal=1&q=u1`))).text();
      expect(text).toContain("hunter2");
      expect(log.filter(({ msg }) => msg === "secrets revealed")).toMatchObject([
        {
          username: "ada",
          operatorId: "operator-1",
          accountId: scope.accountId,
          filter: { q: "u1" },
        },
      ]);
    },
  );

  it("are not said to be revealed where there are none", async () => {
    const { urlOf, append, logged, log } = await startExportServer();
    await append(small(3));
    await (await fetch(urlOf("format=json&reveal=1"))).text();
    expect(await logged("export ended")).toMatchObject({ events: 3, revealed: 0 });
    expect(log).toHaveLength(1);
  });

  it("are not said to be revealed by what is read and never taken", async () => {
    const gone = AbortSignal.abort();
    const { urlOf, append, logged, log } = await startExportServer((store) => store, { gone });
    await append(withSecrets);
    const answer = fetch(urlOf("format=json&reveal=1")).then((response) => response.text());
    await expect(answer).rejects.toThrow();
    const nothing = { how: "client gone", events: 0, revealed: 0 };
    expect(await logged("export broke off")).toMatchObject(nothing);
    expect(log).toHaveLength(1);
  });

  it("are not said to be revealed to a HEAD, which reads nothing", async () => {
    const { urlOf, append, log, pagesRead } = await startExportServer();
    await append(withSecrets);
    const { status, headers } = await fetch(urlOf("format=csv&reveal=1"), { method: "HEAD" });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toContain("text/csv");
    expect(headers.get("content-disposition")).toContain(".csv");
    expect(pagesRead).toEqual([0]);
    expect(log).toEqual([]);
  });
});

describe("an export that does not come to its end", () => {
  /** The real store until a page, which fails. */
  const failingAt =
    (page: number) =>
    (store: EventStore): EventStore => {
      let asked = 0;
      const failure = () => new HooklineError("storage_unavailable", "Try again in a moment.");
      return {
        ...store,
        searchDetails(...args) {
          asked += 1;
          return asked === page ? Promise.reject(failure()) : store.searchDetails(...args);
        },
      };
    };

  it("is a problem as long as nothing was sent", async () => {
    const { urlOf, append } = await startExportServer(failingAt(1));
    await append(small(1));
    const answer = await fetch(urlOf("format=csv"));
    expect(answer.status).toBe(503);
    expect(answer.headers.get("content-disposition")).toBeNull();
    expect(problemSchema.parse(await answer.json()).code).toBe("storage_unavailable");
  });

  it.each(formats)("breaks the transfer of %s, and the log says why", async (format) => {
    const { urlOf, append, logged } = await startExportServer(failingAt(3));
    await append(small(4 * pageEvents));
    const response = await openSlowly(urlOf(`format=${format}`));
    await expect(restOf(response)).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(response.complete).toBe(false);
    expect(await logged("export broke off")).toMatchObject({
      requestId: "request-0",
      how: "failed",
      events: 2 * pageEvents,
      err: { message: "Try again in a moment." },
    });
  });

  it("breaks when the process stops", async () => {
    const { urlOf, append, stop, logged } = await startExportServer();
    await append(large(2 * manyPages));
    const response = await openSlowly(urlOf("format=ndjson"));
    stop();
    expect(await logged("export broke off")).toMatchObject({ how: "stopping" });
    await expect(restOf(response)).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  it("ends when the client goes, and reads no further", async () => {
    const { urlOf, append, logged, pagesRead } = await startExportServer();
    await append(large(2 * manyPages));
    const response = await openSlowly(urlOf("format=ndjson"));
    response.destroy();
    expect(await logged("export broke off")).toMatchObject({ how: "client gone" });
    expect(pagesRead[0]).toBeLessThan(manyPages);
  });
});

describe("a client that reads slowly", () => {
  it("is waited for: what it does not take is not read, however long others take", async () => {
    const { urlOf, append, pagesRead } = await startExportServer();
    await append(large(2 * manyPages));
    const slow = await openSlowly(urlOf("format=ndjson"));
    const whole = await (await fetch(urlOf("format=ndjson"))).text();
    // What lies in between is what the two sockets hold.
    expect(pagesRead[1]).toBe(manyPages);
    expect(pagesRead[0]).toBeLessThan(manyPages / 2);
    expect(await restOf(slow)).toBe(whole);
  });
});
