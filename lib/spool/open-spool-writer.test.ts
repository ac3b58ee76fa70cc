import { readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import {
  diskWith,
  newSpoolRecord,
  openWriter,
  readAll,
  temporaryFolder,
} from "@/tests/support/spool/spool-folder";
import { until } from "@/tests/support/until";
import type { WritableFile } from "./disk";
import { nodeDisk } from "./node-disk";
import { openSpoolReader } from "./open-spool-reader";
import { SpoolUnavailable } from "./spool-unavailable";

/** A disk whose files pass through `change`. */
function diskOfFiles(change: (file: WritableFile) => Partial<WritableFile>) {
  return diskWith({
    create: async (path) => {
      const file = await nodeDisk.create(path);
      return { ...file, ...change(file) };
    },
  });
}

function diskError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe("appending", () => {
  test("writes what comes together with one sync, in order, and says where each record ends", async () => {
    const folder = join(temporaryFolder(), "spool");
    let syncs = 0;
    const disk = diskOfFiles((file) => ({
      sync() {
        syncs++;
        return file.sync();
      },
    }));
    const { writer, troubles } = openWriter(folder, { disk });
    const records = Array.from({ length: 50 }, (_, index) =>
      newSpoolRecord({ query: `n=${index}` }),
    );
    const places = await Promise.all(records.map((record) => writer.append(record)));
    // One for the new segment, one for the group.
    expect(syncs).toBe(2);
    const read = readAll(openSpoolReader({ disk: nodeDisk, folder }));
    expect(read.records.map(({ record }) => record)).toEqual(records);
    expect(read.records.map(({ segment, end }) => ({ segment, end }))).toEqual(places);
    expect(troubles).toEqual([]);
    await writer.close();
  });

  test("takes bodies of all sizes beside one another", async () => {
    const folder = temporaryFolder();
    const { writer } = openWriter(folder);
    const sizes = [0, 1, 16_384, 16_385, 300_000, 2, 9_000_000, 3];
    const records = sizes.map((size, index) =>
      newSpoolRecord({
        body: Buffer.alloc(size, `${index}-`),
        headers: [["X", "y".repeat(size % 70_000)]],
      }),
    );
    await Promise.all(records.map((record) => writer.append(record)));
    await writer.close();
    const read = readAll(openSpoolReader({ disk: nodeDisk, folder }));
    // A comparison by toEqual takes minutes.
    expect(
      isDeepStrictEqual(
        read.records.map(({ record }) => record),
        records,
      ),
    ).toBe(true);
    expect(read.damaged).toEqual([]);
  });

  test("counts what is pending, and refuses more than that may be", async () => {
    const { writer } = openWriter(temporaryFolder(), { maxPendingBytes: 1_500 });
    const first = writer.append(newSpoolRecord({ body: Buffer.alloc(1_000) }));
    expect(writer.pending().records).toBe(1);
    expect(writer.pending().bytes).toBeGreaterThan(1_000);
    const refused = writer.append(newSpoolRecord({ body: Buffer.alloc(1_000) }));
    await expect(refused).rejects.toThrow(SpoolUnavailable);
    await first;
    expect(writer.pending()).toEqual({ records: 0, bytes: 0 });
    await writer.append(newSpoolRecord({ body: Buffer.alloc(1_000) }));
    await writer.close();
  });

  test("never touches a segment that another writer made", async () => {
    const folder = temporaryFolder();
    const one = openWriter(folder).writer;
    const other = openWriter(folder).writer;
    const places = await Promise.all([
      one.append(newSpoolRecord()),
      other.append(newSpoolRecord()),
    ]);
    expect(new Set(places.map(({ segment }) => segment)).size).toBe(2);
    await Promise.all([one.close(), other.close()]);
  });
});

describe("segments", () => {
  test("follow one another from their size on; those before are sealed", async () => {
    const folder = temporaryFolder();
    const { writer, troubles } = openWriter(folder, { maxSegmentBytes: 1_000 });
    const records = Array.from({ length: 12 }, () => newSpoolRecord({ body: Buffer.alloc(400) }));
    for (const record of records) {
      await writer.append(record);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const reader = openSpoolReader({ disk: nodeDisk, folder });
    await until(() => reader.segments().length > 1);
    await writer.close();
    expect(reader.segments().every(({ sealed }) => sealed)).toBe(true);
    const read = readAll(reader).records.map(({ record }) => record?.id);
    expect(read.toSorted()).toEqual(records.map(({ id }) => id).toSorted());
    expect(troubles).toEqual([]);
  });

  test("that have no record leave nothing behind", async () => {
    const folder = temporaryFolder();
    const { writer } = openWriter(folder, { maxSegmentBytes: 1 });
    await writer.append(newSpoolRecord());
    // The next one is begun, and gets none.
    await writer.close();
    const [segment, ...others] = openSpoolReader({ disk: nodeDisk, folder }).segments();
    expect(segment?.sealed).toBe(true);
    expect(others).toEqual([]);
  });

  test("are sealed when nothing comes for a while, and another follows", async () => {
    const folder = temporaryFolder();
    const { writer } = openWriter(folder, { idleMs: 5 });
    const first = await writer.append(newSpoolRecord());
    const reader = openSpoolReader({ disk: nodeDisk, folder });
    await until(() => reader.segments().every(({ sealed }) => sealed));
    const second = await writer.append(newSpoolRecord());
    expect(second.segment).not.toBe(first.segment);
    await writer.close();
  });

  test("that lost their name are followed by another before anything is written", async () => {
    const folder = temporaryFolder();
    const { writer, troubles } = openWriter(folder);
    const first = await writer.append(newSpoolRecord());
    nodeDisk.rename(
      join(folder, `${first.segment}.segment`),
      join(folder, `${first.segment}.leaving`),
    );
    const second = await writer.append(newSpoolRecord());
    expect(second.segment).not.toBe(first.segment);
    expect(troubles).toEqual([]);
    await writer.close();
  });

  test("that lose their name while they are written confirm nothing", async () => {
    const folder = temporaryFolder();
    let isTaken = false;
    const disk = diskWith({
      create: async (path) => {
        const file = await nodeDisk.create(path);
        const append: WritableFile["append"] = async (buffers) => {
          await file.append(buffers);
          if (isTaken) nodeDisk.rename(path, join(dirname(path), "elsewhere"));
        };
        return { ...file, append };
      },
    });
    const { writer } = openWriter(folder, { disk });
    await writer.append(newSpoolRecord());
    isTaken = true;
    await expect(writer.append(newSpoolRecord())).rejects.toThrow(SpoolUnavailable);
    isTaken = false;
    await writer.append(newSpoolRecord());
    await writer.close();
  });
});

describe("a failure of the disk", () => {
  test("to sync rejects the whole group; the segment is given up and the next record is safe", async () => {
    const folder = temporaryFolder();
    let isFailing = false;
    const disk = diskOfFiles((file) => ({
      sync: () => (isFailing ? Promise.reject(diskError("EIO")) : file.sync()),
    }));
    const { writer, troubles } = openWriter(folder, { disk });
    const first = await writer.append(newSpoolRecord());
    isFailing = true;
    const failing = [writer.append(newSpoolRecord()), writer.append(newSpoolRecord())];
    const results = await Promise.allSettled(failing);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await expect(failing[0]).rejects.toMatchObject({
      name: "SpoolUnavailable",
      cause: { code: "EIO" },
    });
    isFailing = false;
    const last = await writer.append(newSpoolRecord());
    expect(last.segment).not.toBe(first.segment);
    await writer.close();
    expect(troubles).toHaveLength(1);
    const states = openSpoolReader({ disk: nodeDisk, folder }).segments();
    expect(states.map(({ segment, sealed }) => ({ segment, sealed }))).toEqual([
      { segment: first.segment, sealed: false },
      { segment: last.segment, sealed: true },
    ]);
  });

  test("is over once a probe succeeds, which writes no record", async () => {
    const folder = temporaryFolder();
    let isFailing = true;
    let freeBytes = 1e9;
    const disk = {
      ...diskOfFiles((file) => ({
        sync: () => (isFailing ? Promise.reject(diskError("EIO")) : file.sync()),
      })),
      freeBytes: () => freeBytes,
    };
    const { writer } = openWriter(folder, { disk });
    await expect(writer.append(newSpoolRecord())).rejects.toThrow(SpoolUnavailable);
    await expect(writer.probe()).rejects.toThrow(SpoolUnavailable);
    isFailing = false;
    freeBytes = 1_000_000;
    await expect(writer.probe()).rejects.toThrow("The disk is full.");
    freeBytes = 1e9;
    await writer.probe();
    const record = newSpoolRecord();
    await Promise.all([writer.append(record), writer.probe()]);
    await writer.close();
    await expect(writer.probe()).rejects.toThrow("The spool is closed.");
    const read = readAll(openSpoolReader({ disk: nodeDisk, folder }));
    expect(read.records.map(({ record }) => record)).toEqual([record]);
  });

  test("to take all of a group leaves a part that is never read", async () => {
    const folder = temporaryFolder();
    let isFailing = false;
    const disk = diskOfFiles((file) => ({
      async append(buffers) {
        if (!isFailing) return file.append(buffers);
        const bytes = Buffer.concat(buffers);
        await file.append([bytes.subarray(0, bytes.length - 1)]);
        throw diskError("EIO");
      },
    }));
    const { writer } = openWriter(folder, { disk });
    const kept = newSpoolRecord();
    await writer.append(kept);
    isFailing = true;
    const failing = [writer.append(newSpoolRecord()), writer.append(newSpoolRecord())];
    await Promise.allSettled(failing);
    await writer.close();
    const now = () => Date.now() + 7_200_000;
    const reader = openSpoolReader({ disk: nodeDisk, folder, now });
    const read = readAll(reader);
    expect(read.records.map(({ record }) => record)).toEqual([kept]);
    expect(read.damaged).toEqual([]);
  });

  test("with a folder that can't be made or written only rejects, until it can", async () => {
    const folder = join(temporaryFolder(), "spool");
    writeFileSync(folder, "in the way");
    const { writer, troubles } = openWriter(folder);
    await expect(writer.append(newSpoolRecord())).rejects.toThrow(SpoolUnavailable);
    await expect(writer.append(newSpoolRecord())).rejects.toThrow(SpoolUnavailable);
    expect(troubles).toHaveLength(2);
    nodeDisk.remove(folder);
    await writer.append(newSpoolRecord());
    await writer.close();
  });

  test("that is read-only is the same", async () => {
    const folder = temporaryFolder();
    const disk = diskWith({ create: () => Promise.reject(diskError("EROFS")) });
    const { writer } = openWriter(folder, { disk });
    await expect(writer.append(newSpoolRecord())).rejects.toMatchObject({
      cause: { cause: { code: "EROFS" } },
    });
    await writer.close();
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("a full disk", () => {
  function fullDisk() {
    const room = { isFull: true, released: 0 };
    const disk = diskOfFiles((file) => ({
      async append(buffers) {
        if (room.isFull) {
          await file.append([Buffer.concat(buffers).subarray(0, 30)]);
          throw diskError("ENOSPC");
        }
        await file.append(buffers);
      },
    }));
    const release = () => {
      room.isFull = false;
      room.released++;
      return Promise.resolve(room.released === 1);
    };
    return { disk, room, reserve: { release } };
  }

  test("costs the reserve, and no record", async () => {
    const folder = temporaryFolder();
    const { disk, reserve } = fullDisk();
    const { writer } = openWriter(folder, { disk, reserve });
    const records = [newSpoolRecord(), newSpoolRecord()];
    await Promise.all(records.map((record) => writer.append(record)));
    await writer.close();
    const read = readAll(openSpoolReader({ disk: nodeDisk, folder }));
    expect(read.records.map(({ record }) => record)).toEqual(records);
  });

  test("without a reserve rejects, and leaves no heap of broken segments", async () => {
    const folder = temporaryFolder();
    const { disk, room } = fullDisk();
    const { writer } = openWriter(folder, { disk });
    for (let attempt = 0; attempt < 5; attempt++) {
      await expect(writer.append(newSpoolRecord())).rejects.toThrow(SpoolUnavailable);
    }
    expect(readdirSync(folder)).toEqual([]);
    room.isFull = false;
    await writer.append(newSpoolRecord());
    await writer.close();
  });

  test("found by a sync rejects the group, which may be read where it is, and costs the reserve", async () => {
    const folder = temporaryFolder();
    const released: string[] = [];
    let isFailing = false;
    const disk = diskOfFiles((file) => ({
      sync: () => (isFailing ? Promise.reject(diskError("EDQUOT")) : file.sync()),
    }));
    const release = () => {
      released.push("released");
      isFailing = false;
      return Promise.resolve(true);
    };
    const { writer } = openWriter(folder, { disk, reserve: { release } });
    await writer.append(newSpoolRecord());
    isFailing = true;
    await expect(writer.append(newSpoolRecord())).rejects.toThrow(SpoolUnavailable);
    expect(released).toEqual(["released"]);
    await writer.append(newSpoolRecord());
    await writer.close();
  });
});

describe("closing", () => {
  test("confirms what is pending, then seals, and takes no more", async () => {
    const folder = temporaryFolder();
    const { writer } = openWriter(folder);
    const pending = [writer.append(newSpoolRecord()), writer.append(newSpoolRecord())];
    await writer.close();
    await Promise.all(pending);
    const states = openSpoolReader({ disk: nodeDisk, folder }).segments();
    expect(states.map(({ sealed }) => sealed)).toEqual([true]);
    await expect(writer.append(newSpoolRecord())).rejects.toThrow(SpoolUnavailable);
    const [name = ""] = readdirSync(folder);
    expect(statSync(join(folder, name)).size).toBe(states[0]?.bytes);
  });
});
