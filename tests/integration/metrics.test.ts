import { createServer } from "node:http";
import { Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { GET, POST } from "@/app/api/metrics/route";
import { buildRuntime } from "@/lib/build-console";
import { parseEnv } from "@/lib/config/env";
import type { Logger } from "@/lib/config/logger";
import { problemSchema } from "@/lib/domain/problem";
import { tolerateBrokenRequestLines } from "@/lib/receiver/broken-request-line";
import { createReceiver, receiverServerOptions } from "@/lib/receiver/listener";
import { installRuntime, type Runtime } from "@/lib/runtime";
import type { EventStore } from "@/lib/store/store";
import { createFailingStore } from "../support/failing-store";
import { acme } from "../support/new-event";
import { type ParsedFamily, parseExposition } from "../support/parse-exposition";
import { sendBytes } from "../support/raw-http";
import { silentLogger, sqliteWorkerFile, temporaryDatabase } from "../support/sqlite-event-store";

const token = "a-token-that-is-long-enough";

interface Changes {
  readonly logger?: Logger;
  /** Stands between the receiver and the real store. */
  readonly storeFor?: (store: EventStore) => EventStore;
}

interface Place {
  readonly runtime: Runtime;
  readonly key: string;
  readonly port: number;
}

/** The real runtime and the real receiver on one port, as server.ts puts them together. */
async function start(settings: Record<string, string>, changes: Changes = {}): Promise<Place> {
  const { logger = silentLogger, storeFor } = changes;
  const { file, remove } = temporaryDatabase();
  const source = { DATABASE_URL: `file:${file}`, DATA_DIR: `${file}.data`, ...settings };
  const env = parseEnv(source);
  const workerUrl = pathToFileURL(await sqliteWorkerFile());
  const { runtime, close } = await buildRuntime(env, logger, workerUrl);
  installRuntime(runtime);
  const eventStore = storeFor?.(runtime.eventStore) ?? runtime.eventStore;
  const parts = { ...runtime, eventStore, bodyLimitBytes: env.receiverBodyLimitBytes };
  const server = createServer(receiverServerOptions, createReceiver(parts));
  tolerateBrokenRequestLines(server, parts);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await close();
    remove();
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const { key } = await runtime.receiverKeys.ensure(acme);
  return { runtime, key, port };
}

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
  return { text, families: parseExposition(text) };
}

async function value(name: string, labels: Record<string, string> = {}): Promise<number | null> {
  const { families } = await scrape();
  const samples = [...families.values()].flatMap((family) => family.samples);
  const wanted = JSON.stringify([name, labels]);
  return samples.find((one) => JSON.stringify([one.name, one.labels]) === wanted)?.value ?? null;
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
  unknown_key: 0,
  method_not_allowed: 0,
  too_large: 0,
  malformed: 0,
  aborted: 0,
};

describe("who may read the metrics", () => {
  test("nobody, unless a token is set", async () => {
    await start({});
    const response = await ask(`Bearer ${token}`);
    expect(response.status).toBe(404);
    const problem = problemSchema.parse(await response.json());
    expect(problem.code).toBe("not_found");
    expect(problem.title).toContain("METRICS_TOKEN");
  });

  test("who has the token", async () => {
    await start({ METRICS_TOKEN: token });
    for (const authorization of [undefined, `Bearer ${token}x`, token]) {
      const response = await ask(authorization);
      expect(response.status).toBe(401);
      expect(await response.text()).not.toContain("hookline_");
    }
    expect((await ask(`Bearer ${token}`)).status).toBe(200);
    const posted = POST(new Request("http://127.0.0.1/api/metrics", { method: "POST" }));
    expect(posted.headers.get("allow")).toBe("GET");
  });
});

describe("what is measured", () => {
  test("each delivery by what became of it, with its bytes and its time", async () => {
    const settings = { METRICS_TOKEN: token, RECEIVER_BODY_LIMIT_BYTES: "2000" };
    const { key, port, runtime } = await start(settings);
    expect(await answers()).toEqual(none);
    const url = `http://127.0.0.1:${port}/receive/${key}`;
    const post = (body: string, headers = {}) => fetch(url, { method: "POST", body, headers });

    const bodies = ['{"n":1}', '{"n":2}', '{"n":1}'];
    for (const body of bodies) expect((await post(body)).status).toBe(200);
    runtime.knownWebhooks.learn(acme, []);
    await post('{"n":3}', { "x-hook-id": "b".repeat(32) });
    await fetch(`${url}?call_id=c`);
    await sendBytes(port, [`GET /receive/${key}?a b=1 HTTP/1.1\r\nhost: x\r\n\r\n`]);
    await post("x".repeat(3000));
    await fetch(`${url}x`, { method: "POST", body: "{}" });
    await sendBytes(port, ["GET /receive/nobody?a b=1 HTTP/1.1\r\nhost: x\r\n\r\n"]);
    await fetch(url, { method: "DELETE" });
    await sendBytes(port, ["GET / HTTP/1.1\r\nbroken header\r\n\r\n"]);

    expect(await answers()).toEqual({
      ...none,
      stored: 6,
      too_large: 1,
      unknown_key: 2,
      method_not_allowed: 1,
      malformed: 1,
    });
    expect(await value("hookline_events_stored_total")).toBe(6);
    expect(await value("hookline_event_repeats_total")).toBe(1);
    expect(await value("hookline_events_quarantined_total")).toBe(1);
    const bytes = 4 * 7 + "call_id=c".length + "a b=1".length;
    expect(await value("hookline_received_bytes_total")).toBe(bytes);
    expect(await value("hookline_delivery_duration_seconds_count")).toBe(6);
    expect(await value("hookline_delivery_duration_seconds_sum")).toBeGreaterThan(0);
  });

  test("what is lost, until somebody has seen it", async () => {
    const settings = {
      METRICS_TOKEN: token,
      RECEIVER_HOLD_SECONDS: "0",
      RECEIVER_FAILS_PER_MINUTE: "1",
    };
    const { storeFor } = createFailingStore();
    const { key, port, runtime } = await start(settings, { storeFor });
    const post = (body: string) =>
      fetch(`http://127.0.0.1:${port}/receive/${key}`, { method: "POST", body });
    const sent = await Promise.all(["1", "2", "3"].map(post));
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 200, 503]);
    expect(await answers()).toEqual({ ...none, failed: 1, not_stored: 2 });
    expect(await value("hookline_storing_failing")).toBe(1);
    expect(await value("hookline_delivery_duration_seconds_count")).toBe(3);
    expect(await runtime.lostDeliveries.of(acme)).toMatchObject({ count: 2 });
    await expect.poll(() => value("hookline_not_stored_deliveries"), { timeout: 10_000 }).toBe(2);
    expect(await runtime.lostDeliveries.acknowledge(acme, 2)).toBe(true);
    expect(await value("hookline_not_stored_deliveries")).toBe(0);
  });

  test("what waits, who watches, what retention took, and the process", async () => {
    const { runtime } = await start({ METRICS_TOKEN: token });
    const end = runtime.broker.subscribe(acme, () => {});
    expect(await value("hookline_live_viewers")).toBe(1);
    end();
    const expected = {
      hookline_live_viewers: 0,
      hookline_queued_events: 0,
      hookline_queued_bytes: 0,
      hookline_unindexed_events: 0,
      hookline_storing_failing: 0,
      hookline_store_answering: 1,
      hookline_not_stored_deliveries: 0,
      hookline_retention_dropped_events_total: 0,
      hookline_retention_dropped_before_timestamp_seconds: 0,
    };
    for (const [name, wanted] of Object.entries(expected)) {
      expect([name, await value(name)]).toEqual([name, wanted]);
    }
    for (const name of ["hookline_disk_free_bytes", "process_start_time_seconds"]) {
      expect(await value(name)).toBeGreaterThan(0);
    }
  });

  test("no account, webhook or key, however much came", async () => {
    const { key, port } = await start({ METRICS_TOKEN: token });
    const headers = { "x-hook-id": "b".repeat(32), "x-account-id": acme.accountId };
    await fetch(`http://127.0.0.1:${port}/receive/${key}`, { method: "POST", body: "{}", headers });
    const { text, families } = await scrape();
    for (const secret of [key, acme.accountId, "b".repeat(32), token]) {
      expect(text).not.toContain(secret);
    }
    const labels = [...families.values()].flatMap(({ samples }) =>
      samples.flatMap((sample) => Object.keys(sample.labels)),
    );
    expect(new Set(labels)).toEqual(new Set(["answer", "le"]));
  });

  test("what the process knows itself, also while the database does not answer", async () => {
    let log = "";
    const sink = new Writable({
      write(chunk, _encoding, done) {
        log += String(chunk);
        done();
      },
    });
    const { runtime } = await start(
      { METRICS_TOKEN: token },
      { logger: pino({ level: "warn" }, sink) },
    );
    await runtime.eventStore.close();
    runtime.lostDeliveries.add(acme, Date.now());
    expect(await value("hookline_store_answering")).toBe(0);
    expect(await value("hookline_retention_dropped_events_total")).toBeNull();
    expect(await value("hookline_not_stored_deliveries")).toBe(1);
    expect(await answers()).toEqual(none);
    expect(await value("hookline_queued_events")).toBe(0);
    expect(log).toContain("the store can't be measured");
  });
});
