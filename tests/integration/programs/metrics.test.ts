import { readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import parseByAnother from "parse-prometheus-text-format";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { GET, POST } from "@/app/api/metrics/route";
import { problemSchema } from "@/lib/domain/problem";
import { type ParsedFamily, parseExposition } from "../../support/export/parse-exposition";
import { sendBytes } from "../../support/http/raw-http";
import { startConsoleAndReceiver } from "../../support/receiver/console-and-receiver";
import { acme } from "../../support/store/new-event";
import { until } from "../../support/until";

const token = "a-token-that-is-long-enough";
const withToken = { METRICS_TOKEN: token };

function ask(authorization?: string): Promise<Response> {
  const headers = new Headers();
  if (authorization !== undefined) headers.set("authorization", authorization);
  const request = new Request("http://127.0.0.1/api/metrics", { headers });
  return GET(request, { params: Promise.resolve({}) });
}

async function scrape(): Promise<{ text: string; families: ReadonlyMap<string, ParsedFamily> }> {
  const response = await ask(`Bearer ${token}`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const text = await response.text();
  const families = parseExposition(text);
  // A parser that isn't ours reads the same.
  expect(
    parseByAnother(text).map(({ name, type, help }) => [name, type.toLowerCase(), help]),
  ).toEqual([...families].map(([name, { type, help }]) => [name, type, help]));
  return { text, families };
}

async function value(name: string, labels: Record<string, string> = {}): Promise<number | null> {
  const { families } = await scrape();
  const samples = [...families.values()].flatMap((family) => family.samples);
  const wanted = JSON.stringify([name, labels]);
  return samples.find((one) => JSON.stringify([one.name, one.labels]) === wanted)?.value ?? null;
}

/** Reports come each second. */
function becomes(name: string, labels: Record<string, string> = {}) {
  return expect.poll(() => value(name, labels));
}

async function answers(): Promise<Record<string, number>> {
  const samples = (await scrape()).families.get("hookline_deliveries_total")?.samples ?? [];
  return Object.fromEntries(samples.map(({ labels, value }) => [labels.answer, value]));
}

const none = {
  stored: 0,
  held: 0,
  failed: 0,
  not_stored: 0,
  not_yet_safe: 0,
  limited: 0,
  unknown_key: 0,
  undecided_key: 0,
  method_not_allowed: 0,
  too_large: 0,
  malformed: 0,
  aborted: 0,
};

describe("who may read the metrics", () => {
  test("nobody, unless a token is set", async () => {
    await startConsoleAndReceiver();
    const response = await ask(`Bearer ${token}`);
    expect(response.status).toBe(404);
    const problem = problemSchema.parse(await response.json());
    expect(problem.code).toBe("not_found");
    expect(problem.title).toContain("METRICS_TOKEN");
  });

  test("who has the token", async () => {
    await startConsoleAndReceiver(withToken);
    for (const authorization of [undefined, `Bearer ${token}x`, token]) {
      const response = await ask(authorization);
      expect(response.status).toBe(401);
      expect(await response.text()).not.toContain("hookline_");
    }
    expect((await ask(`Bearer ${token}`)).status).toBe(200);
    const post = new Request("http://127.0.0.1/api/metrics", { method: "POST" });
    const posted = await POST(post, { params: Promise.resolve({}) });
    expect(posted.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  });
});

describe("what is measured", () => {
  test("each delivery by what became of it, with its bytes and its time", async () => {
    const settings = { ...withToken, RECEIVER_BODY_LIMIT_BYTES: "2000" };
    const { url, runtime, receiver } = await startConsoleAndReceiver(settings);
    expect(await answers()).toEqual(none);
    const post = (body: string, headers = {}) => fetch(url, { method: "POST", body, headers });

    const bodies = ['{"n":1}', '{"n":2}', '{"n":1}'];
    for (const body of bodies) expect((await post(body)).status).toBe(200);
    await runtime.knownWebhookStore.listed(acme, [], Date.now());
    await post('{"n":3}', { "x-hook-id": "b".repeat(32) });
    await fetch(`${url}?call_id=c`);
    const { pathname } = new URL(url);
    await sendBytes(receiver.port, [`GET ${pathname}?a b=1 HTTP/1.1\r\nhost: x\r\n\r\n`]);
    await post("x".repeat(3000));
    const unknownKey = url.slice(0, -1) + (url.endsWith("A") ? "B" : "A");
    await fetch(unknownKey, { method: "POST", body: "{}" });
    await fetch(url, { method: "DELETE" });
    await sendBytes(receiver.port, ["GET /receive/x HTTP/1.1\r\nbroken header\r\n\r\n"]);

    const expected = {
      ...none,
      stored: 6,
      too_large: 1,
      unknown_key: 1,
      method_not_allowed: 1,
      malformed: 1,
    };
    await expect.poll(answers).toEqual(expected);
    await becomes("hookline_events_stored_total").toBe(6);
    await becomes("hookline_event_repeats_total").toBe(1);
    await becomes("hookline_events_quarantined_total").toBe(1);
    const bytes = 4 * 7 + "call_id=c".length + "a b=1".length;
    expect(await value("hookline_received_bytes_total")).toBe(bytes);
    expect(await value("hookline_delivery_duration_seconds_count")).toBe(6);
    expect(await value("hookline_delivery_duration_seconds_sum")).toBeGreaterThan(0);
    expect(await value("hookline_drain_last_commit_timestamp_seconds")).toBeGreaterThan(1.7e9);
  });

  test("what was not stored, until somebody has seen it", async () => {
    const settings = { ...withToken, RECEIVER_HOLD_SECONDS: "0", RECEIVER_FAILS_PER_MINUTE: "1" };
    const { url, runtime, dataDir } = await startConsoleAndReceiver(settings);
    const folder = join(dataDir, "spool");
    await until(() => readdirSync(folder).some((name) => name.startsWith("not-stored-")));
    // A file lies where the spool's folder was: no user's rights overcome that.
    renameSync(folder, `${folder}-away`);
    writeFileSync(folder, "");
    const post = (body: string) => fetch(url, { method: "POST", body });
    const sent = await Promise.all(["1", "2", "3"].map(post));
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 200, 503]);
    await expect.poll(answers).toEqual({ ...none, failed: 1, not_stored: 2 });
    await becomes("hookline_receiving_failing").toBe(1);
    rmSync(folder);
    renameSync(`${folder}-away`, folder);
    await becomes("hookline_not_stored_deliveries").toBe(2);
    expect(await runtime.notStored.of(acme)).toMatchObject({ count: 2 });
    expect(await runtime.notStored.acknowledge(acme, 2)).toBe(true);
    expect(await value("hookline_not_stored_deliveries")).toBe(0);
  });

  test("what waits, who watches, what retention took, and the programs", async () => {
    const { runtime } = await startConsoleAndReceiver(withToken);
    const end = runtime.broker.subscribe(acme, { received: () => {}, refetch: () => {} });
    expect(await value("hookline_live_viewers")).toBe(1);
    end();
    await becomes("hookline_receivers_alive").toBe(1);
    const expected = {
      hookline_live_viewers: 0,
      hookline_unindexed_events: 0,
      hookline_receiving_failing: 0,
      hookline_receiver_pending_deliveries: 0,
      hookline_receiver_pending_bytes: 0,
      hookline_spool_waiting_deliveries: 0,
      hookline_spool_waiting_bytes: 0,
      hookline_spool_oldest_age_seconds: 0,
      hookline_spool_damaged_total: 0,
      hookline_spool_rejected_total: 0,
      hookline_spool_reserve_bytes: 0,
      hookline_drain_failing: 0,
      hookline_drain_last_commit_timestamp_seconds: 0,
      hookline_store_answering: 1,
      hookline_not_stored_deliveries: 0,
      hookline_retention_dropped_events_total: 0,
      hookline_retention_dropped_before_timestamp_seconds: 0,
    };
    for (const [name, wanted] of Object.entries(expected)) {
      expect([name, await value(name)]).toEqual([name, wanted]);
    }
    for (const reason of ["database", "disk"]) {
      expect(await value("hookline_drain_paused", { reason })).toBe(0);
    }
    const positive = [
      "hookline_disk_free_bytes",
      "hookline_spool_disk_free_bytes",
      "hookline_receiver_resident_memory_bytes",
      "hookline_receiver_cpu_seconds_total",
      "process_start_time_seconds",
    ];
    for (const name of positive) expect(await value(name), name).toBeGreaterThan(0);
  });

  test("no account, webhook or key, however much came", async () => {
    const { key, url } = await startConsoleAndReceiver(withToken);
    const headers = { "x-hook-id": "b".repeat(32), "x-account-id": acme.accountId };
    await fetch(url, { method: "POST", body: "{}", headers });
    await becomes("hookline_events_stored_total").toBe(1);
    const { text, families } = await scrape();
    for (const secret of [key, acme.accountId, "b".repeat(32), token]) {
      expect(text).not.toContain(secret);
    }
    const labels = [...families.values()].flatMap(({ samples }) =>
      samples.flatMap((sample) => Object.keys(sample.labels)),
    );
    expect(new Set(labels)).toEqual(new Set(["answer", "le", "reason"]));
  });

  test("what is known without it, also while the database does not answer", async () => {
    let log = "";
    const sink = new Writable({
      write(chunk, _encoding, done) {
        log += String(chunk);
        done();
      },
    });
    const logger = pino({ level: "warn" }, sink);
    const { url, runtime } = await startConsoleAndReceiver(withToken, { logger });
    await runtime.eventStore.close();
    expect((await fetch(url, { method: "POST", body: "{}" })).status).toBe(200);
    await expect.poll(answers).toEqual({ ...none, stored: 1 });
    expect(await value("hookline_store_answering")).toBe(0);
    expect(await value("hookline_retention_dropped_events_total")).toBeNull();
    expect(await value("hookline_spool_damaged_total")).toBe(0);
    expect(log).toContain("the store can't be measured");
  });
});
