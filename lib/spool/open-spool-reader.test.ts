import {
  appendFileSync,
  readdirSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { flipBit } from "@/tests/support/spool/flip-bit";
import {
  newSpoolRecord,
  openWriter,
  readAll,
  temporaryFolder,
} from "@/tests/support/spool/spool-folder";
import { headBytes, segmentHead } from "./frame";
import { nodeDisk } from "./node-disk";
import { isRemovable, openSpoolReader } from "./open-spool-reader";
import { crc32 } from "./segment/crc32";
import type { SpoolReader, SpoolRecord } from "./spool";

const hourMs = 3_600_000;
const all = { records: 1_000, bytes: 10_000_000 };

/** A segment with these records, each in a group of its own; unsealed, as a writer that died leaves it. */
async function deadSegment(folder: string, records: readonly SpoolRecord[]) {
  const { writer } = openWriter(folder);
  const ends: number[] = [];
  let segment = "";
  for (const record of records) {
    const place = await writer.append(record);
    segment = place.segment;
    ends.push(place.end);
  }
  const path = join(folder, `${segment}.segment`);
  const bytes = readFileSync(path);
  await writer.close();
  writeFileSync(path, bytes);
  return { segment, path, bytes, ends };
}

function openReader(folder: string, aheadMs = 0): SpoolReader {
  return openSpoolReader({ disk: nodeDisk, folder, now: () => Date.now() + aheadMs });
}

const three = () => [1, 2, 3].map((n) => newSpoolRecord({ body: Buffer.alloc(100, `${n}`) }));

describe("reading", () => {
  test("goes on from where it ended, a few records at a time", async () => {
    const folder = temporaryFolder();
    const records = three();
    const { segment, ends } = await deadSegment(folder, records);
    const reader = openReader(folder);
    const first = reader.read(segment, 0, { records: 2, bytes: 10_000 });
    expect(first.records.map(({ record }) => record)).toEqual(records.slice(0, 2));
    expect(first).toMatchObject({ end: ends[1], atEnd: false });
    const rest = reader.read(segment, first.end, { records: 2, bytes: 10_000 });
    expect(rest.records.map(({ record }) => record)).toEqual(records.slice(2));
    expect(rest.end).toBe(ends[2]);
    expect(reader.read(segment, rest.end, all)).toMatchObject({
      records: [],
      end: ends[2],
      atEnd: true,
    });
  });

  test("stops after about so many bytes, but gives one record in any case", async () => {
    const folder = temporaryFolder();
    const { segment, ends } = await deadSegment(folder, three());
    expect(openReader(folder).read(segment, 0, { records: 10, bytes: 1 }).end).toBe(ends[0]);
  });

  test("sees what is appended to an open segment, and waits for the rest of what is half there", async () => {
    const folder = temporaryFolder();
    const records = three();
    const { segment, path, bytes, ends } = await deadSegment(folder, records);
    truncateSync(path, ends[0]);
    const reader = openReader(folder);
    expect(reader.read(segment, 0, all).records).toHaveLength(1);
    const from = ends[0] ?? 0;
    for (let end = from; end < (ends[1] ?? 0); end += 7) {
      writeFileSync(path, bytes.subarray(0, end));
      expect(reader.read(segment, from, all)).toEqual({
        records: [],
        damaged: [],
        end: from,
        atEnd: true,
      });
    }
    writeFileSync(path, bytes);
    expect(reader.read(segment, from, all).records.map(({ record }) => record)).toEqual(
      records.slice(1),
    );
  });

  test("of a group waits for all of it", async () => {
    const folder = temporaryFolder();
    const { writer } = openWriter(folder);
    const places = await Promise.all(three().map((record) => writer.append(record)));
    const segment = places[0]?.segment ?? "";
    const path = join(folder, `${segment}.segment`);
    const bytes = readFileSync(path);
    await writer.close();
    writeFileSync(path, bytes.subarray(0, bytes.length - 1));
    expect(openReader(folder).read(segment, 0, all).records).toEqual([]);
  });

  test("of what is gone, or behind the end, is nothing", async () => {
    const folder = temporaryFolder();
    const { segment } = await deadSegment(folder, three());
    const reader = openReader(folder);
    const nothing = { records: [], damaged: [], atEnd: true };
    expect(reader.read(segment, 100_000, all)).toEqual({ ...nothing, end: 100_000 });
    expect(reader.read("000000000000-0000000000000000", 0, all)).toEqual({ ...nothing, end: 0 });
  });
});

describe("damage", () => {
  test("to any byte costs that record only, and is reported", { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    const records = three();
    const { segment, path, ends } = await deadSegment(folder, records);
    const [first = 0, second = 0] = ends;
    const reader = openReader(folder);
    for (let offset = first; offset < second; offset++) {
      flipBit(path, offset);
      const { records: read, damaged } = reader.read(segment, 0, all);
      const ids = read.flatMap(({ record }) => (record ? [record.id] : []));
      expect(ids).toEqual([records[0]?.id, records[2]?.id]);
      const lost = [...damaged, ...read.filter(({ record }) => record === null)];
      expect(lost.map(({ start, end }) => ({ start, end }))).toEqual([
        { start: first, end: second },
      ]);
      flipBit(path, offset);
    }
  });

  test("to a segment's head costs no record", async () => {
    const folder = temporaryFolder();
    const { segment, path } = await deadSegment(folder, three());
    flipBit(path, 3);
    const { records, damaged } = openReader(folder).read(segment, 0, all);
    expect(records).toHaveLength(3);
    expect(damaged).toEqual([{ segment, start: 0, end: headBytes }]);
  });

  test("at the end is believed only once something good follows, or nothing can", async () => {
    const folder = temporaryFolder();
    const { segment, path, bytes, ends } = await deadSegment(folder, three());
    const [, second = 0, third = 0] = ends;
    for (const offset of [second + 5, third - 5]) {
      writeFileSync(path, bytes);
      flipBit(path, offset);
      const now = openReader(folder).read(segment, second, all);
      expect(now).toEqual({ records: [], damaged: [], end: second, atEnd: true });
      const later = openReader(folder, 2 * hourMs).read(segment, second, all);
      expect(later.end).toBe(third);
      const lost = [...later.damaged, ...later.records];
      expect(lost).toMatchObject([{ start: second, end: third }]);
      nodeDisk.rename(path.replace(".segment", ".leaving"), path);
    }
  });

  test("in a body can't pass for a record, whatever the body holds", async () => {
    const folder = temporaryFolder();
    const inner = await deadSegment(folder, [newSpoolRecord()]);
    const hostile = newSpoolRecord({ body: inner.bytes.subarray(headBytes) });
    const { segment, path, ends } = await deadSegment(folder, [hostile, newSpoolRecord()]);
    flipBit(path, headBytes + 20);
    const { records, damaged } = openReader(folder).read(segment, 0, all);
    expect(records).toHaveLength(1);
    expect(damaged).toEqual([{ segment, start: headBytes, end: ends[0] }]);
  });
});

describe("the end of a segment whose writer died", () => {
  test("cut at every byte of its last record is passed over without a word", {
    timeout: 60_000,
  }, async () => {
    const folder = temporaryFolder();
    const records = three();
    const { segment, path, ends } = await deadSegment(folder, records);
    const kept = records.slice(0, 2).map(({ id }) => id);
    const [, second = 0, third = 0] = ends;
    const reader = openReader(folder, 2 * hourMs);
    for (let length = third - 1; length >= second; length--) {
      truncateSync(path, length);
      const read = readAll(reader);
      expect(read.records.map(({ record }) => record?.id)).toEqual(kept);
      expect(read.damaged).toEqual([]);
      expect(read.ends.get(segment)).toBe(length);
      const [state] = reader.segments();
      expect(state && isRemovable(state, length)).toBe(true);
      nodeDisk.rename(path.replace(".segment", ".leaving"), path);
    }
  });

  test("of zeros, as a power failure leaves it, too", async () => {
    const folder = temporaryFolder();
    const { segment, path, ends } = await deadSegment(folder, three());
    appendFileSync(path, Buffer.alloc(3_000_000));
    expect(readAll(openReader(folder)).ends.get(segment)).toBe(ends[2]);
    const read = readAll(openReader(folder, 2 * hourMs));
    expect(read).toMatchObject({
      damaged: [],
      ends: new Map([[segment, 3_000_000 + (ends[2] ?? 0)]]),
    });
  });

  test("that has not even a head is nothing, and can go", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "018bcfe56800-0123456789abcdef.segment"), "");
    writeFileSync(join(folder, "018bcfe56801-0123456789abcdef.segment"), "HOOK");
    const reader = openReader(folder, 2 * hourMs);
    const { ends, damaged } = readAll(reader);
    expect(damaged).toEqual([]);
    for (const state of reader.segments()) {
      expect(reader.remove(state.segment, ends.get(state.segment) ?? 0)).toBe(true);
    }
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("segments", () => {
  test("are listed oldest first, and nothing else is", async () => {
    const folder = temporaryFolder();
    for (const name of ["018bcfe56801-00", "018bcfe56800-ff", "018bcfe56802-11"]) {
      const segment = `${name}23456789abcdef`;
      writeFileSync(join(folder, `${segment}.segment`), segmentHead(segment));
    }
    for (const name of ["id", "reserve", "not-stored-1", "018bcfe56802.segment"]) {
      writeFileSync(join(folder, name), "");
    }
    const times = openReader(folder)
      .segments()
      .map(({ segment }) => segment.slice(0, 12));
    expect(times).toEqual(["018bcfe56800", "018bcfe56801", "018bcfe56802"]);
    expect(openReader(join(folder, "nowhere")).segments()).toEqual([]);
  });

  test("can go once they are sealed and drained, and not before", async () => {
    const folder = temporaryFolder();
    const { writer } = openWriter(folder);
    await writer.append(newSpoolRecord());
    const reader = openReader(folder);
    const [open] = reader.segments();
    expect(open && isRemovable(open, open.bytes)).toBe(false);
    await writer.close();
    const [sealed] = reader.segments();
    const segment = sealed?.segment ?? "";
    const end = readAll(reader).ends.get(segment) ?? 0;
    expect(reader.remove(segment, end - 1)).toBe(false);
    expect(sealed && isRemovable(sealed, end)).toBe(true);
    expect(reader.remove(segment, end)).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
    // After a removal whose end nobody saw.
    expect(reader.remove(segment, end)).toBe(true);
  });

  test("of a dead writer can go after an hour without a change", async () => {
    const folder = temporaryFolder();
    const { segment, path, ends } = await deadSegment(folder, three());
    const end = ends[2] ?? 0;
    const reader = openReader(folder);
    expect(reader.read(segment, end, all).atEnd).toBe(true);
    expect(reader.remove(segment, end)).toBe(false);
    const before = new Date(Date.now() - 2 * hourMs);
    utimesSync(path, before, before);
    expect(reader.read(segment, end, all).atEnd).toBe(true);
    expect(reader.remove(segment, end)).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("of a writer that was taken for dead and wrote on are read on, not removed", async () => {
    const folder = temporaryFolder();
    const { segment, path, bytes, ends } = await deadSegment(folder, three());
    const [, second = 0, third = 0] = ends;
    truncateSync(path, second);
    const reader = openReader(folder, 2 * hourMs);
    expect(reader.read(segment, second, all).atEnd).toBe(true);
    appendFileSync(path.replace(".segment", ".leaving"), bytes.subarray(second));
    expect(reader.remove(segment, second)).toBe(false);
    expect(reader.read(segment, second, all).records).toHaveLength(1);
    expect(reader.remove(segment, third)).toBe(true);
  });

  test("of a newer format are left alone", async () => {
    const folder = temporaryFolder();
    const { segment, path, bytes } = await deadSegment(folder, three());
    bytes.writeUInt32LE(2, 12);
    bytes.writeUInt32LE(crc32(bytes.subarray(12, headBytes), crc32(bytes.subarray(0, 8))), 8);
    writeFileSync(path, bytes);
    const reader = openReader(folder, 2 * hourMs);
    const [state] = reader.segments();
    expect(state?.foreign).toBe(true);
    expect(reader.read(segment, 0, all)).toEqual({ records: [], damaged: [], end: 0, atEnd: true });
    expect(state && isRemovable(state, bytes.length)).toBe(false);
  });
});
