import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { createLimits, type KeyLimits, type LimitSettings } from "./key-limits";

function limitsWith(changes: Partial<LimitSettings> = {}) {
  const clock = { nowMs: 0 };
  const limits = createLimits({
    maxPerSecond: null,
    memoryBytes: 1_000,
    maxUploads: 3,
    maxConnections: 3,
    now: () => clock.nowMs,
    ...changes,
  });
  return { ...limits, clock };
}

function begin(key: KeyLimits, socket = new PassThrough()) {
  const upload = key.begin(socket);
  return "excess" in upload ? upload : { ...upload, end: () => upload.end(), socket };
}

const excessOf = (key: KeyLimits, socket?: PassThrough) => {
  const upload = begin(key, socket);
  return "excess" in upload ? upload.excess : null;
};

describe("what one key may have under way", () => {
  it("is so many uploads at once, and others' don't count", () => {
    const { newKey, underWay } = limitsWith({ maxConnections: 100 });
    const [key, other] = [newKey(), newKey()];
    const [first] = [begin(key), begin(key), begin(key)];
    expect(excessOf(key)).toBe("uploads");
    expect(excessOf(other)).toBeNull();
    expect(underWay()).toBe(4);
    if (first && !("excess" in first)) first.end();
    expect(excessOf(key)).toBeNull();
  });

  it("is so many connections, as long as they are open and nobody else uses them", () => {
    const { newKey } = limitsWith({ maxUploads: 100 });
    const [key, other] = [newKey(), newKey()];
    const sockets = Array.from({ length: 3 }, () => new PassThrough());
    for (const socket of sockets) expect(excessOf(key, socket)).toBeNull();
    const [first, second] = sockets;
    expect(excessOf(key, first)).toBeNull();
    expect(excessOf(key)).toBe("connections");
    second?.emit("close");
    expect(excessOf(key)).toBeNull();
    expect(excessOf(key)).toBe("connections");
    expect(excessOf(other, first)).toBeNull();
    expect(excessOf(key)).toBeNull();
  });

  it("is so many bytes as have come, not as were announced", () => {
    const { newKey } = limitsWith({ memoryBytes: 100, maxUploads: 1_000, maxConnections: 1_000 });
    const key = newKey();
    const uploads = Array.from({ length: 33 }, () => key.begin(new PassThrough()));
    for (const upload of uploads) {
      if ("excess" in upload) throw new Error("refused");
      expect(upload.take(1)).toBeNull();
    }
    const [first] = uploads;
    if (!first || "excess" in first) throw new Error("refused");
    expect(first.take(42)).toBeNull();
    expect(first.take(1)).toMatchObject({ excess: "bytes" });
    first.end();
    const next = key.begin(new PassThrough());
    if ("excess" in next) throw new Error("refused");
    expect(next.take(43)).toBeNull();
  });

  it("is so many a second, and what was not used for a second comes on top", () => {
    const { newKey, clock } = limitsWith({ maxPerSecond: 2, maxUploads: 99, maxConnections: 99 });
    const key = newKey();
    const refusedOf = (count: number) =>
      Array.from({ length: count }, () => excessOf(key)).filter(Boolean);
    expect(refusedOf(3)).toEqual(["rate"]);
    clock.nowMs += 500;
    expect(refusedOf(2)).toEqual(["rate"]);
    clock.nowMs += 60_000;
    expect(refusedOf(4)).toEqual(["rate", "rate"]);
  });

  it("is asked for again the later the more there is too much, up to a minute", () => {
    const { newKey, clock } = limitsWith({
      maxPerSecond: 10,
      maxUploads: 99,
      maxConnections: 9_999,
    });
    const key = newKey();
    const waits = Array.from({ length: 1_000 }, () => begin(key)).flatMap((upload) =>
      "excess" in upload ? [upload.retryAfterSeconds] : [],
    );
    expect(waits).toHaveLength(990);
    expect(waits.slice(0, 10)).toEqual(Array(10).fill(1));
    expect(waits.slice(10, 12)).toEqual([2, 2]);
    expect(waits.at(-1)).toBe(60);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    clock.nowMs += 3_600_000;
    for (let count = 0; count < 10; count += 1) begin(key);
    expect(begin(key)).toMatchObject({ retryAfterSeconds: 1 });
  });
});
