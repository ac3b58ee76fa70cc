import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newSpoolRecord } from "@/tests/support/spool/spool-folder";
import { headBytes, readHead, readSegmentHead, sealFrame, segmentHead } from "./frame";
import { frameOf } from "./segment/frame-group";
import { readRecord } from "./segment/record-content";
import { scopeTag } from "./segment/scope-tag";
import type { SpoolRecord } from "./spool";

const marker = Buffer.from("01234567");

function decode(frame: Buffer): SpoolRecord | null {
  const head = readHead(frame, 0, marker);
  return head && readRecord(frame, 0, head);
}

const latin1 = fc.string({ unit: fc.nat(255).map((code) => String.fromCharCode(code)) });
const anyRecord = fc.record({
  id: fc.string(),
  receivedAt: fc.integer({ min: 0, max: 9_000_000_000_000_000 }),
  scope: fc.record({ cluster: fc.string({ unit: "binary" }), accountId: fc.string() }),
  receiverKeyId: fc.string(),
  method: fc.constantFrom("GET" as const, "POST" as const, "PUT" as const),
  query: fc.option(latin1),
  headers: fc.array(fc.tuple(latin1, latin1)),
  body: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
});

describe("a frame", () => {
  test("gives back each record as it was, byte for byte", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        expect(decode(frameOf(record, marker))).toEqual(record);
      }),
    );
  });

  test("says in its head what those need who don't read the rest", () => {
    const record = newSpoolRecord({ receivedAt: 1_700_000_000_123, body: Buffer.alloc(17) });
    const head = readHead(frameOf(record, marker), 0, marker);
    expect(head).toMatchObject({
      kind: "record",
      bodyBytes: 17,
      bytesBehind: 0,
      receivedAt: 1_700_000_000_123,
      scopeTag: scopeTag(record.scope),
    });
  });

  test("with any bit flipped is never another record", () => {
    const frame = frameOf(newSpoolRecord({ body: Buffer.from("abc") }), marker);
    for (let bit = 0; bit < frame.length * 8; bit++) {
      const flipped = Buffer.from(frame);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(decode(flipped)).toBeNull();
      expect(readHead(flipped, 0, marker) === null).toBe(bit < headBytes * 8);
    }
  });

  test("cut anywhere, or any other bytes, are nothing and don't throw", () => {
    const frame = frameOf(newSpoolRecord(), marker);
    for (let length = 0; length < frame.length; length++) {
      expect(decode(frame.subarray(0, length))).toBeNull();
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decode(Buffer.concat([marker, bytes]))).toBeNull();
      }),
    );
  });

  test("of another segment is none of this one", () => {
    expect(readHead(frameOf(newSpoolRecord(), Buffer.from("76543210")), 0, marker)).toBeNull();
  });

  test("of a seal is told apart", () => {
    expect(readHead(sealFrame(marker, 5), 0, marker)).toMatchObject({
      kind: "seal",
      receivedAt: 5,
    });
  });
});

describe("the head of a segment", () => {
  const head = segmentHead("018bcfe56800-0123456789abcdef");

  test("is good as it was written, and damaged with any bit flipped", () => {
    expect(readSegmentHead(head)).toBe("good");
    for (let bit = 0; bit < head.length * 8; bit++) {
      const flipped = Buffer.from(head);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(readSegmentHead(flipped)).toBe("damaged");
    }
    expect(readSegmentHead(head.subarray(0, 40))).toBe("damaged");
  });
});

test("the tag of an account depends on cluster and account, and not on where one ends", () => {
  const tag = scopeTag({ cluster: "eu", accountId: "abc" });
  expect(tag).toMatch(/^[0-9a-f]{16}$/);
  expect(scopeTag({ cluster: "us", accountId: "abc" })).not.toBe(tag);
  expect(scopeTag({ cluster: "eua", accountId: "bc" })).not.toBe(tag);
  expect(scopeTag({ cluster: "eu", accountId: "abc" })).toBe(tag);
});
