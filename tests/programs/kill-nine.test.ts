import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FiringKazoo, startFiringKazoo } from "../support/programs/fired-deliveries";
import { logInToHookline } from "../support/programs/hookline-operator";
import {
  type HooklinePrograms,
  hooklinePrograms,
  until,
} from "../support/programs/hookline-programs";
import { isLongForm } from "../support/torture";

const kills = isLongForm ? 50 : 3;
const connections = 16;
/** Before each kill. */
const minAnswered = 11;
const maxRunMs = 1_500;
const testTimeoutMs = 3_600_000;

let kazoo: FiringKazoo;
let hookline: HooklinePrograms;

beforeAll(async () => {
  kazoo = await startFiringKazoo();
  hookline = await hooklinePrograms({ env: { KAZOO_API_URL: kazoo.url } });
  hookline.start();
  await hookline.untilReady();
}, testTimeoutMs);
afterAll(async () => {
  await hookline.close();
  await kazoo.close();
}, testTimeoutMs);

/** Posts until told to stop; notes what was sent, how often, and what was answered 200. */
async function postOn(
  url: string,
  sent: Map<string, number>,
  answered: Set<string>,
  over: AbortSignal,
) {
  while (!over.aborted) {
    const body = `id=${randomBytes(8).toString("hex")}&from=1000%40a&filler=${randomBytes(150).toString("hex")}`;
    // As Kazoo does: what wasn't answered is sent again.
    for (let tries = 0; tries < 3 && !answered.has(body); tries += 1) {
      sent.set(body, (sent.get(body) ?? 0) + 1);
      const headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-hook-id": "b".repeat(32),
      };
      const answer = await fetch(url, { method: "POST", body, headers }).catch(() => null);
      if (answer?.status === 200) answered.add(body);
      else await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

test.each(["receiver", "console", "supervisor"] as const)(
  `every delivery answered 200 is in the list once with its bytes, over ${kills} kills of the %s`,
  async (program) => {
    const operator = await logInToHookline(hookline.url);
    const url = await operator.receiverUrl();
    const before = await operator.countEvents();
    const sent = new Map<string, number>();
    const answered = new Set<string>();
    for (let kill = 0; kill < kills; kill += 1) {
      const over = new AbortController();
      const posting = Array.from({ length: connections }, () =>
        postOn(url, sent, answered, over.signal),
      );
      const wanted = answered.size + minAnswered;
      await until("deliveries are answered", () => answered.size >= wanted);
      // Killed at any moment of what it does.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * maxRunMs));
      if (program === "supervisor") {
        await hookline.end("SIGKILL");
        hookline.start();
        await until("it answers again", async () => {
          const answer = await fetch(`${hookline.url}/api/health`).catch(() => null);
          return answer?.ok;
        });
      } else {
        const pid = await hookline.pidOf(program);
        process.kill(pid, "SIGKILL");
        await hookline.pidOf(program, pid);
      }
      over.abort();
      await Promise.all(posting);
    }
    await hookline.untilReady();
    await until("all that was answered is stored", async () => {
      return (await operator.countEvents()) - before >= answered.size;
    });

    const bodies = (await operator.events()).map(({ bodyBase64, isRepeat }) => {
      return { body: Buffer.from(bodyBase64, "base64").toString(), isRepeat };
    });
    const stored = bodies.filter(({ body }) => sent.has(body));
    const firsts = new Map<string, number>();
    const all = new Map<string, number>();
    for (const { body, isRepeat } of stored) {
      all.set(body, (all.get(body) ?? 0) + 1);
      if (!isRepeat) firsts.set(body, (firsts.get(body) ?? 0) + 1);
    }
    expect(answered.size).toBeGreaterThan(kills * 10);
    expect([...answered].filter((body) => !firsts.has(body))).toEqual([]);
    // Sent again for want of an answer it may be there twice, and then the second says so.
    expect([...firsts.values()].filter((count) => count > 1)).toEqual([]);
    expect([...all].filter(([body, count]) => count > (sent.get(body) ?? 0))).toEqual([]);
  },
  testTimeoutMs,
);
