import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPlainLogger } from "@/lib/config/plain-logger";
import type { Disk } from "@/lib/spool/disk";
import { nodeDisk } from "@/lib/spool/node-disk";
import { openSpoolWriter } from "@/lib/spool/open-spool-writer";
import type { SpoolWriter } from "@/lib/spool/spool";
import { spoolRecords } from "@/tests/support/receiver/spool-records";
import { acme } from "@/tests/support/store/new-event";
import { createDeliveryCounters } from "../control/delivery-counters";
import { createAnswerLadder } from "../ladder/answer-ladder";
import { createLimits } from "../limits/key-limits";
import { createSparseLog } from "../log/sparse-log";
import type { Answer } from "./answer";
import { createDeliveries, type Deliveries, type Delivery } from "./take-delivery";

let dataDir: string;
let writer: SpoolWriter;
let deliveries: Deliveries;
let wake: () => void;
const counters = createDeliveryCounters();

/** A real disk whose syncs hang until it wakes up. */
function hangingDisk(): Disk {
  const awake = new Promise<void>((resolve) => {
    wake = resolve;
  });
  return {
    ...nodeDisk,
    async create(path) {
      const file = await nodeDisk.create(path);
      return { ...file, sync: () => awake.then(() => file.sync()) };
    },
  };
}

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "hookline-stall-"));
  const folder = join(dataDir, "spool");
  writer = openSpoolWriter({ disk: hangingDisk(), folder, onTrouble: () => {} });
  deliveries = createDeliveries({
    writer,
    commits: null,
    addNotStored: () => {},
    counters,
    log: createSparseLog(createPlainLogger("silent", () => {})),
    maxWaitMs: 50,
  });
});
afterEach(async () => {
  wake();
  deliveries.stop();
  await writer.close();
  rmSync(dataDir, { recursive: true });
});

function delivery(body: string): Delivery {
  const limits = { maxPerSecond: null, memoryBytes: 1_000, maxUploads: 9, maxConnections: 9 };
  const key = {
    id: "k1",
    scope: acme,
    limits: createLimits(limits).newKey(),
    ladder: createAnswerLadder({ holdSeconds: 300, failsPerMinute: 3 }),
  };
  return { key, method: "POST", headers: [], query: null, body: Buffer.from(body) };
}

const take = (body: string) =>
  new Promise<Answer>((resolve) => deliveries.take(delivery(body), resolve));

test("a disk that hangs makes nobody wait for long, and who sends again gets its own record", async () => {
  const answers = await Promise.all([take("a"), take("a")]);
  for (const answer of answers) expect(answer).toMatchObject({ status: 503, retryAfterSeconds: 5 });
  expect(await take("a")).toMatchObject({ status: 503 });
  expect(await take("b")).toMatchObject({ status: 503 });
  wake();
  const untilTaken = async (body: string) => {
    while ((await take(body)).status !== 200);
  };
  await Promise.all(["a", "a", "b"].map(untilTaken));
  const bodies = spoolRecords(dataDir).map(({ body }) => Buffer.from(body).toString());
  expect(bodies.sort()).toEqual(["a", "a", "b"]);
  await untilTaken("a");
  expect(spoolRecords(dataDir)).toHaveLength(4);
  expect(counters.counts.stored).toBe(4);
});
