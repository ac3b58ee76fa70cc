import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPlainLogger } from "@/lib/config/plain-logger";
import type { Disk } from "@/lib/spool/disk";
import { nodeDisk } from "@/lib/spool/node-disk";
import { openSpoolWriter } from "@/lib/spool/open-spool-writer";
import type { SpoolWriter } from "@/lib/spool/spool";
import { acme } from "@/tests/support/new-event";
import { spoolRecords } from "@/tests/support/spool-records";
import { createDeliveryCounters } from "../control/delivery-counters";
import { createAnswerLadder } from "../ladder/answer-ladder";
import { createLimits } from "../limits/key-limits";
import { createSparseLog } from "../log/sparse-log";
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

test("a disk that hangs makes nobody wait for long, and who sends again gets its own record", async () => {
  const answers = await Promise.all([deliveries.take(delivery("a")), deliveries.take(delivery("a"))]);
  for (const answer of answers) expect(answer).toMatchObject({ status: 503, retryAfterSeconds: 5 });
  expect(await deliveries.take(delivery("a"))).toMatchObject({ status: 503 });
  expect(await deliveries.take(delivery("b"))).toMatchObject({ status: 503 });
  wake();
  const again = ["a", "a", "b"].map((body) => deliveries.take(delivery(body)));
  expect((await Promise.all(again)).map(({ status }) => status)).toEqual([200, 200, 200]);
  const bodies = spoolRecords(dataDir).map(({ body }) => Buffer.from(body).toString());
  expect(bodies.sort()).toEqual(["a", "a", "b"]);
  expect(await deliveries.take(delivery("a"))).toMatchObject({ status: 200 });
  expect(counters.counts).toMatchObject({ stored: 4, held: 4 });
});
