import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import Database from "libsql";
import { expect, it } from "vitest";
import { bundleForNode } from "../support/bundle-for-node";
import { acme } from "../support/new-event";
import { openTestStore, sqliteWorkerFile, temporaryDatabase } from "../support/sqlite-event-store";

const killAfterAcknowledged = [300, 700, 1500];

it("keeps every acknowledged event, once and with its bytes, when the process is killed", async () => {
  const script = await bundleForNode("tests/support/append-forever.ts");
  const workerFile = await sqliteWorkerFile();
  const { file, remove } = temporaryDatabase();
  const acknowledged = new Map<number, string>();

  for (const [round, enough] of killAfterAcknowledged.entries()) {
    const child = spawn(process.execPath, [script, file, workerFile, String(round * 1_000_000)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const exited = once(child, "exit");
    let lines = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      const [, sequence, number] = /^(\d+) (\d+)$/.exec(line) ?? [];
      // The last line may be torn by the kill; an event that was told whole counts.
      if (sequence && number) acknowledged.set(Number(sequence), number);
      lines += 1;
      if (lines === enough) child.kill("SIGKILL");
    }
    expect(await exited).toEqual([null, "SIGKILL"]);
  }

  const store = await openTestStore(file);
  const kept = await store.eventStore.since(acme, 0, 1_000_000);
  const numbers = new Map(kept.map(({ sequence, facts }) => [sequence, facts.id]));
  expect(acknowledged.size).toBeGreaterThanOrEqual(2_500);
  for (const [sequence, number] of acknowledged) expect(numbers.get(sequence)).toBe(`n${number}`);
  expect(new Set(numbers.values()).size).toBe(kept.length);
  const last = kept.at(-1);
  const detail = await store.eventStore.get(acme, last?.id ?? "");
  const body = Buffer.from(detail?.bodyBase64 ?? "", "base64").toString();
  expect(`n${body.slice("body ".length)}`).toBe(last?.facts.id);
  await store.close();
  const database = new Database(file);
  expect(database.prepare("pragma integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
  database.close();
  remove();
}, 30_000);
