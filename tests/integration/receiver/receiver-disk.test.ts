import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeDisk } from "@/lib/spool/node-disk";
import { readNotStoredFiles } from "@/lib/spool/not-stored-file";
import { canMount, seenFromOutside, shellWithSmallSpool } from "../../support/disk/small-disk";
import { patience } from "../../support/patience";
import { blockSpool } from "../../support/receiver/block-spool";
import { temporaryDataDir } from "../../support/receiver/receiver";
import { acmeKey, otherKey, otherScope, writeTestKeys } from "../../support/receiver/receiver-keys";
import {
  type ReceiverProcess,
  startReceiverProcess,
} from "../../support/receiver/receiver-process";
import { spoolRecords } from "../../support/receiver/spool-records";
import { acme } from "../../support/store/new-event";

const nobody = 65_534;
const never = { RECEIVER_HOLD_SECONDS: "0", RECEIVER_FAILS_PER_MINUTE: "0" };

let place: ReturnType<typeof temporaryDataDir>;
let receiver: ReceiverProcess;
beforeEach(async () => {
  place = temporaryDataDir();
  await writeTestKeys(place.dataDir);
});
afterEach(async () => {
  await receiver.end("SIGKILL");
  place.remove();
});

async function post(body: string, key = acmeKey) {
  const url = `http://127.0.0.1:${receiver.port}/receive/${key}`;
  const answer = await fetch(url, { method: "POST", body });
  return {
    status: answer.status,
    text: await answer.text(),
    retry: answer.headers.get("retry-after"),
  };
}

const filler = "x".repeat(100_000);
const notStored = (dataDir: string) =>
  readNotStoredFiles(nodeDisk, join(dataDir, "spool"))
    .flatMap(({ tallies }) => tallies)
    .map(({ scope, count }) => [scope, count]);

describe.runIf(canMount())("a disk that is full", () => {
  const outside = () => seenFromOutside(receiver.child.pid, place.dataDir);

  it("is answered 503 with Retry-After; deliveries are taken again once there is room", async () => {
    const shell = shellWithSmallSpool(place.dataDir, 4_096);
    receiver = await startReceiverProcess(place.dataDir, { shell });
    let kept = 0;
    let refused: Awaited<ReturnType<typeof post>> | null = null;
    while (!refused) {
      const answer = await post(filler);
      if (answer.status === 200) kept += 1;
      else refused = answer;
    }
    expect(refused).toMatchObject({ status: 503, retry: "5" });
    expect(kept).toBeGreaterThan(10);
    expect(spoolRecords(outside())).toHaveLength(kept);
    const spool = join(outside(), "spool");
    const segments = readdirSync(spool).filter((name) => name.endsWith(".segment"));
    for (const name of segments) rmSync(join(spool, name));
    await expect.poll(async () => (await post("after")).status, patience).toBe(200);
    const bodies = spoolRecords(outside()).map(({ body }) => Buffer.from(body).toString());
    expect(bodies).toContain("after");
  });

  it("makes it give up its reserve first, and say so", async () => {
    const shell = shellWithSmallSpool(place.dataDir, 4_096);
    const env = { SPOOL_RESERVE_BYTES: String(1024 * 1024) };
    receiver = await startReceiverProcess(place.dataDir, { shell, env });
    const reserve = () => existsSync(join(outside(), "spool", "reserve"));
    await expect.poll(reserve, patience).toBe(true);
    while (reserve()) expect((await post(filler)).status).toBe(200);
    await expect.poll(() => receiver.output(), patience).toContain("the reserve was given up");
    expect((await post("after")).status).toBe(200);
  });

  it("counts what was answered 200 and not stored, account by account", async () => {
    const shell = shellWithSmallSpool(place.dataDir, 4_096);
    receiver = await startReceiverProcess(place.dataDir, { shell, env: never });
    let lost = 0;
    for (let sent = 0; sent < 200 && lost < 5; sent += 1) {
      const { status, text } = await post(filler);
      expect(status).toBe(200);
      if (text === "not stored") lost += 1;
    }
    expect(lost).toBe(5);
    expect((await post(filler, otherKey)).text).toBe("not stored");
    const counts = () => notStored(outside());
    await expect.poll(counts, patience).toEqual([
      [acme, 5],
      [otherScope, 1],
    ]);
  });
});

describe("a spool folder that can't be written", () => {
  it("is no reason not to start: deliveries are held until it can be", async () => {
    const spool = join(place.dataDir, "spool");
    mkdirSync(spool);
    chmodSync(dirname(place.dataDir), 0o755);
    chmodSync(spool, 0o555);
    // Nothing is read-only to root.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) {
      for (const path of [place.dataDir, join(place.dataDir, "receiver-keys.json"), spool])
        chownSync(path, nobody, nobody);
    }
    const user = isRoot ? { uid: nobody, gid: nobody } : {};
    receiver = await startReceiverProcess(place.dataDir, user);
    expect(await post("1")).toMatchObject({ status: 503, retry: "5" });
    await expect.poll(() => receiver.output(), patience).toContain("EACCES");
    chmodSync(spool, 0o755);
    await expect.poll(async () => (await post("2")).status, patience).toBe(200);
  });
});

describe("what was answered 200 and not stored", () => {
  it("is in its file at once, and still there when the receiver was killed", async () => {
    // The file is made at the start; then the spool's folder takes nothing new.
    receiver = await startReceiverProcess(place.dataDir, { env: never });
    const spool = join(place.dataDir, "spool");
    const files = () => readdirSync(spool).filter((name) => name.startsWith("not-stored-"));
    await expect.poll(files, patience).toHaveLength(1);
    const blocked = blockSpool(place.dataDir);
    expect(await post("1")).toMatchObject({ status: 200, text: "not stored" });
    expect(await post("2")).toMatchObject({ status: 200, text: "not stored" });
    blocked.free();
    await expect.poll(() => notStored(place.dataDir), patience).toEqual([[acme, 2]]);
    await receiver.end("SIGKILL");
    expect(notStored(place.dataDir)).toEqual([[acme, 2]]);
  });
});
