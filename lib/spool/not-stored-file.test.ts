import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { flipBit } from "@/tests/support/spool/flip-bit";
import { diskWith, temporaryFolder } from "@/tests/support/spool/spool-folder";
import { nodeDisk } from "./node-disk";
import {
  type NotStoredFileOptions,
  openNotStoredFile,
  readNotStoredFiles,
} from "./not-stored-file";

const one = { cluster: "default", accountId: "1".repeat(32) };
const two = { cluster: "default", accountId: "2".repeat(32) };

function open(folder: string, given: Partial<NotStoredFileOptions> = {}) {
  const troubles: string[] = [];
  const onTrouble = (message: string) => void troubles.push(message);
  const file = openNotStoredFile({ disk: nodeDisk, folder, reporter: "r1", onTrouble, ...given });
  return { file, troubles };
}

describe("what was not stored", () => {
  test("is counted by account, and read by another process", async () => {
    const folder = join(temporaryFolder(), "spool");
    const { file } = open(folder);
    const other = open(folder, { reporter: "r2" }).file;
    file.count(one, 1_000);
    file.count(two, 1_001);
    file.count(one, 999);
    other.count(one, 5_000);
    await file.written();
    await other.written();
    expect(readNotStoredFiles(nodeDisk, folder)).toEqual([
      {
        reporter: "r1",
        tallies: [
          { scope: one, count: 2, firstAt: 999, lastAt: 1_000 },
          { scope: two, count: 1, firstAt: 1_001, lastAt: 1_001 },
        ],
      },
      { reporter: "r2", tallies: [{ scope: one, count: 1, firstAt: 5_000, lastAt: 5_000 }] },
    ]);
  });

  test("takes its room at once, and no more of it later", async () => {
    const folder = temporaryFolder();
    const { file } = open(folder);
    await file.written();
    const before = statSync(join(folder, "not-stored-r1"));
    for (let count = 0; count < 2_000; count++) {
      file.count({ ...one, accountId: `${count}`.padStart(32, "0") }, count);
    }
    await file.written();
    const after = statSync(join(folder, "not-stored-r1"));
    expect(after.size).toBe(before.size);
    expect(after.blocks).toBe(before.blocks);
  });

  test("of accounts that have no room is counted together, and those that have some keep theirs", async () => {
    const folder = temporaryFolder();
    const { file, troubles } = open(folder, { slotBytes: 1_000 });
    const scopes = Array.from({ length: 50 }, (_, n) => ({
      ...one,
      accountId: `${n}`.padStart(32, "0"),
    }));
    for (let round = 0; round < 3; round++)
      for (const scope of scopes) file.count(scope, 1_700_000_000_000);
    await file.written();
    const [read] = readNotStoredFiles(nodeDisk, folder);
    const tallies = read?.tallies ?? [];
    expect(tallies.reduce((sum, { count }) => sum + count, 0)).toBe(150);
    expect(tallies.length).toBeGreaterThan(5);
    expect(
      tallies.filter(({ scope }) => scope.accountId !== "").every(({ count }) => count === 3),
    ).toBe(true);
    expect(tallies.find(({ scope }) => scope.accountId === "")?.scope.cluster).toBe("");
    expect(troubles).toEqual([]);
  });

  test("survives a torn write: the count before it is read", async () => {
    const folder = temporaryFolder();
    const slotBytes = 500;
    const { file } = open(folder, { slotBytes });
    for (const at of [1, 2]) {
      file.count(one, at);
      await file.written();
    }
    const counts = new Set<number>();
    for (let offset = 0; offset < 2 * slotBytes; offset += 3) {
      const path = join(folder, "not-stored-r1");
      flipBit(path, offset);
      counts.add(readNotStoredFiles(nodeDisk, folder)[0]?.tallies[0]?.count ?? 0);
      flipBit(path, offset);
    }
    expect(counts).toEqual(new Set([1, 2]));
  });

  test("is kept in memory while the disk takes nothing, and the good slot is left alone", async () => {
    const folder = temporaryFolder();
    let isFailing = false;
    const disk = diskWith({
      create: async (path) => {
        const file = await nodeDisk.create(path);
        const writeAt = async (bytes: Uint8Array, position: number) => {
          await file.writeAt(isFailing ? bytes.subarray(0, 30) : bytes, position);
          if (isFailing) throw new Error("failing");
        };
        return { ...file, writeAt };
      },
    });
    const { file, troubles } = open(folder, { disk });
    file.count(one, 1);
    await file.written();
    isFailing = true;
    for (const at of [2, 3, 4]) {
      file.count(one, at);
      await file.written();
      expect(readNotStoredFiles(nodeDisk, folder)[0]?.tallies[0]?.count).toBe(1);
    }
    expect(troubles).toHaveLength(3);
    isFailing = false;
    file.count(one, 5);
    await file.written();
    expect(readNotStoredFiles(nodeDisk, folder)[0]?.tallies[0]?.count).toBe(5);
  });

  test("is written by itself once the disk takes something again, also when nothing more is lost", async () => {
    const folder = temporaryFolder();
    let isFull = true;
    const disk = diskWith({
      create: (path) => (isFull ? Promise.reject(new Error("full")) : nodeDisk.create(path)),
    });
    const { file } = open(folder, { disk, retryPauseMs: 1 });
    file.count(one, 1);
    await file.written();
    isFull = false;
    const counts = () => readNotStoredFiles(nodeDisk, folder).map(({ tallies }) => tallies);
    await expect.poll(counts).toMatchObject([[{ count: 1 }]]);
    await file.close();
  });

  test("can be written once a disk that was full from the start has room", async () => {
    const folder = temporaryFolder();
    let isFull = true;
    const disk = diskWith({
      create: (path) => (isFull ? Promise.reject(new Error("full")) : nodeDisk.create(path)),
    });
    const { file, troubles } = open(folder, { disk });
    file.count(one, 1);
    await file.written();
    expect(troubles.length).toBeGreaterThan(0);
    isFull = false;
    file.count(one, 2);
    await file.written();
    expect(readNotStoredFiles(nodeDisk, folder)[0]?.tallies[0]?.count).toBe(2);
  });

  test("leaves no file when there was none", async () => {
    const folder = temporaryFolder();
    const { file } = open(folder);
    const other = open(folder, { reporter: "r2" }).file;
    other.count(one, 1);
    await Promise.all([file.close(), other.close()]);
    expect(readNotStoredFiles(nodeDisk, folder).map(({ reporter }) => reporter)).toEqual(["r2"]);
  });
});
