import { describe, expect, it } from "vitest";
import { HooklineError } from "@/lib/domain/hookline-error";
import { problemSchema } from "@/lib/domain/problem";
import { pageBytes } from "@/lib/export/event-pages";
import type { EventStore } from "@/lib/store/store";
import { startExportServer } from "../../support/export/export-server";
import { openSlowly, restOf } from "../../support/http/slow-client";
import { newEvent } from "../../support/store/new-event";
import { until } from "../../support/until";

/** Far more than two sockets hold. */
function plenty() {
  const body = Buffer.alloc(pageBytes / 2, "x");
  return Array.from({ length: 48 }, (_, number) => newEvent({ id: `e${number}` }, { body }));
}

const asItIs = (store: EventStore): EventStore => store;

describe("an export whose session ends", () => {
  const over = () => Promise.reject(new HooklineError("session_over", "Log in again."));
  const lost = () => Promise.reject(new HooklineError("account_not_found", "Not yours."));

  it.each([
    ["by its time", { expiresAt: 0 }, "session over"],
    ["by Kazoo's word", { checkAccess: over, recheckEveryMs: 5 }, "session over"],
    ["for its account", { checkAccess: lost, recheckEveryMs: 5 }, "access lost"],
  ])("%s breaks the transfer, and the log says so", async (_how, changes, how) => {
    const { urlOf, append, logged, log } = await startExportServer(asItIs, changes);
    await append(plenty());
    const response = await openSlowly(urlOf("format=ndjson&reveal=1"));
    expect(await logged("export broke off")).toMatchObject({ how, username: "ada" });
    await expect(restOf(response)).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(response.complete).toBe(false);
    expect(log.map(({ msg }) => msg)).not.toContain("export ended");
  });
});

describe("running exports", () => {
  /** Four that run, each of whose clients took the beginning. */
  async function openFour(changes: Parameters<typeof startExportServer>[1] = {}) {
    const server = await startExportServer(asItIs, changes);
    await server.append(plenty());
    const url = server.urlOf("format=ndjson");
    const four = await Promise.all([1, 2, 3, 4].map(() => openSlowly(url)));
    const small = server.urlOf("format=ndjson&q=e0");
    /** Resolves once there is room again. */
    const hasRoom = () =>
      until(async () => {
        const answer = await fetch(small);
        await answer.text();
        return answer.status === 200;
      });
    return { ...server, four, small, hasRoom };
  }

  it("are four at most: a fifth is told when to come again, and reads nothing", async () => {
    const { small, pagesRead, log } = await openFour();
    const answer = await fetch(small);
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("60");
    expect(answer.headers.get("content-disposition")).toBeNull();
    expect(problemSchema.parse(await answer.json()).code).toBe("too_many_exports");
    expect(pagesRead[4]).toBe(0);
    expect(log.filter(({ msg }) => String(msg).startsWith("export"))).toEqual([]);
    expect((await fetch(small, { method: "HEAD" })).status).toBe(200);
  });

  it("make room when one is complete", async () => {
    const { four, hasRoom } = await openFour();
    for (const response of four.slice(0, 1)) await restOf(response);
    await hasRoom();
  });

  it("make room when a client goes", async () => {
    const { four, hasRoom } = await openFour();
    four[0]?.destroy();
    await hasRoom();
  });

  it("make room when a client does not read", async () => {
    const { hasRoom, log } = await openFour({ pauseMs: 300 });
    await hasRoom();
    const ends = log.filter(({ msg }) => msg === "export broke off");
    expect(ends[0]).toMatchObject({ how: "client stalled" });
  });

  it("make room when a client went before it could be answered", async () => {
    const gone = AbortSignal.abort();
    const { urlOf, append, log } = await startExportServer(asItIs, { gone });
    await append(plenty());
    const ends = () => log.filter(({ how }) => how === "client gone").length;
    for (let number = 1; number <= 6; number += 1) {
      await expect(fetch(urlOf("format=ndjson"))).rejects.toThrow();
      expect(ends()).toBe(number);
    }
  });

  it("make room when reading fails, at once or later", async () => {
    let asked = 0;
    const { urlOf, append } = await startExportServer((store) => ({
      ...store,
      searchDetails(...args) {
        asked += 1;
        // One of three succeeds, so exports fail at their first and at their second page in turn.
        if (asked % 3 === 2) return store.searchDetails(...args);
        return Promise.reject(new HooklineError("storage_unavailable", "x"));
      },
    }));
    await append(plenty());
    const statuses: number[] = [];
    for (let number = 0; number < 12; number += 1) {
      const answer = await fetch(urlOf("format=ndjson"));
      statuses.push(answer.status);
      if (answer.ok) await expect(answer.text()).rejects.toThrow();
    }
    expect(statuses).toEqual(Array.from({ length: 6 }, () => [503, 200]).flat());
  });
});
