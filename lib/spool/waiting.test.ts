import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { newSpoolRecord, openWriter, temporaryFolder } from "@/tests/support/spool/spool-folder";
import { nodeDisk } from "./node-disk";
import { openSpoolReader } from "./open-spool-reader";
import { scopeTag } from "./segment/scope-tag";
import type { SpoolRecord } from "./spool";
import { spoolWaiting } from "./waiting";

const one = { cluster: "default", accountId: "1".repeat(32) };
const two = { cluster: "eu", accountId: "2".repeat(32) };

/** A spool with its writer, and a drain of it that goes as far as it is told to. */
function openSpool() {
  const folder = join(temporaryFolder(), "spool");
  const { writer } = openWriter(folder);
  const reader = openSpoolReader({ disk: nodeDisk, folder });
  const waiting = spoolWaiting(nodeDisk, folder);
  const positions = new Map<string, number>();

  function drain(records: number): void {
    for (const { segment } of reader.segments()) {
      const group = reader.read(segment, positions.get(segment) ?? 0, { records, bytes: 1e9 });
      positions.set(segment, group.end);
      waiting.drained(segment, group);
    }
  }
  return {
    folder,
    writer,
    reader,
    waiting,
    positions,
    drain,
    look: (maxHeads?: number) => waiting.look(reader.segments(), positions, maxHeads),
    append: (...records: SpoolRecord[]) =>
      Promise.all(records.map((record) => writer.append(record))),
  };
}

const ofOne = (receivedAt: number) => newSpoolRecord({ scope: one, receivedAt });
const ofTwo = (receivedAt: number) =>
  newSpoolRecord({ scope: two, receivedAt, body: Buffer.alloc(100_000) });

describe("what waits", () => {
  test("is nothing in an empty spool", () => {
    const { waiting, look } = openSpool();
    expect(look()).toBe(true);
    expect(waiting.total()).toEqual({ deliveries: 0, bytes: 0, oldestReceivedAt: null });
    expect(waiting.byScopeTag()).toEqual(new Map());
  });

  test("is counted by account, and less the more is drained", async () => {
    const { waiting, look, append, drain, reader } = openSpool();
    const places = await append(ofOne(1_000), ofTwo(1_001), ofOne(1_002), ofTwo(1_003));
    expect(look()).toBe(true);
    const bytes = (places.at(-1)?.end ?? 0) - 48;
    expect(waiting.total()).toEqual({ deliveries: 4, bytes, oldestReceivedAt: 1_000 });
    expect(waiting.byScopeTag().get(scopeTag(one))?.deliveries).toBe(2);
    expect(waiting.byScopeTag().get(scopeTag(two))?.bytes).toBeGreaterThan(200_000);
    drain(3);
    expect(waiting.total()).toMatchObject({ deliveries: 1, oldestReceivedAt: 1_003 });
    expect([...waiting.byScopeTag().keys()]).toEqual([scopeTag(two)]);
    drain(3);
    expect(waiting.total()).toEqual({ deliveries: 0, bytes: 0, oldestReceivedAt: null });
    expect(reader.segments()).toHaveLength(1);
  });

  test("is as old as an account's own oldest, over all segments", async () => {
    const { waiting, look, append, drain, folder } = openSpool();
    await append(ofOne(1_000), ofTwo(1_001), ofOne(1_002), ofTwo(1_003));
    const { writer: another } = openWriter(folder);
    await another.append(ofTwo(900));
    look();
    const oldestOf = (scope: typeof one) =>
      waiting.byScopeTag().get(scopeTag(scope))?.oldestReceivedAt;
    expect([oldestOf(one), oldestOf(two)]).toEqual([1_000, 900]);
    drain(1);
    expect([oldestOf(one), oldestOf(two)]).toEqual([1_000, 1_001]);
    drain(2);
    expect([oldestOf(one), oldestOf(two)]).toEqual([undefined, 1_001]);
    await another.close();
  });

  test("is counted a few heads at a time, each once", async () => {
    const { waiting, look, append, drain } = openSpool();
    await append(...Array.from({ length: 10 }, (_, index) => ofOne(index)));
    expect([look(4), waiting.total().deliveries]).toEqual([false, 4]);
    drain(2);
    expect(waiting.total()).toMatchObject({ deliveries: 2, oldestReceivedAt: 2 });
    expect([look(4), waiting.total().deliveries]).toEqual([false, 6]);
    expect([look(4), waiting.total().deliveries]).toEqual([true, 8]);
    expect([look(4), waiting.total().deliveries]).toEqual([true, 8]);
  });

  test("is not what was drained before anybody looked", async () => {
    const { waiting, look, append, drain } = openSpool();
    await append(ofOne(1), ofOne(2));
    drain(10);
    expect([look(), waiting.total().deliveries]).toEqual([true, 0]);
    await append(ofOne(3));
    expect([look(), waiting.total().deliveries]).toEqual([true, 1]);
    await append(ofOne(4));
    drain(10);
    expect([look(), waiting.total().deliveries]).toEqual([true, 0]);
  });

  test("goes on from what is known while the database can't say where it is", async () => {
    const { waiting, look, append, drain, reader, writer } = openSpool();
    await append(ofOne(1), ofOne(2));
    drain(1);
    look();
    await append(ofOne(3));
    waiting.look(reader.segments(), new Map());
    expect(waiting.total().deliveries).toBe(2);
    await writer.close();
  });

  test("is counted anew when another drain was there", async () => {
    const { waiting, look, append, positions } = openSpool();
    const [first] = await append(ofOne(1), ofOne(2), ofOne(3));
    look();
    positions.set(first?.segment ?? "", first?.end ?? 0);
    expect([look(), waiting.total()]).toMatchObject([true, { deliveries: 2, oldestReceivedAt: 2 }]);
  });

  test("does not hold what went with its segment", async () => {
    const { waiting, look, append, reader, positions, writer } = openSpool();
    await append(ofOne(1), ofOne(2));
    await writer.close();
    look();
    const [state] = reader.segments();
    reader.remove(state?.segment ?? "", state?.bytes ?? 0);
    positions.clear();
    expect([look(), waiting.total().deliveries]).toEqual([true, 0]);
  });
});
