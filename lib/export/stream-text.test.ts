import { describe, expect, it } from "vitest";
import { until } from "@/tests/support/until";
import { type Breakage, type StreamEnd, streamText } from "./stream-text";

/** Chunks that tell how many were asked for; the one after `failsAfter` fails. */
function source(count: number, failsAfter = Number.POSITIVE_INFINITY) {
  const state = { asked: 0, isClosed: false };
  async function* chunks(): AsyncGenerator<string, void, void> {
    try {
      for (; state.asked < count; ) {
        if (state.asked === failsAfter) throw new Error("disk gone");
        state.asked += 1;
        yield `chunk ${state.asked}\n`;
      }
    } finally {
      state.isClosed = true;
    }
  }
  return { state, chunks: chunks() };
}

const textOf = (bytes: Uint8Array = new Uint8Array()) => new TextDecoder().decode(bytes);

/** A stream, and everything that it told of itself. */
async function open(
  { state, chunks }: ReturnType<typeof source>,
  { already, pauseMs }: { already?: Breakage; pauseMs?: number } = {},
) {
  const ends: [StreamEnd, unknown][] = [];
  const told = { sends: 0, watches: 0 };
  let breakOff = (_why: Breakage): void => {};
  const body = await streamText({
    chunks,
    pauseMs,
    watch(breaking) {
      told.watches += 1;
      breakOff = breaking;
      if (already) breaking(already);
      return () => {
        told.watches -= 1;
      };
    },
    beforeSend: () => {
      told.sends += 1;
    },
    onEnd: (how, cause) => ends.push([how, cause]),
  });
  const reader = body.getReader();
  return { state, ends, told, reader, breakOff: (why: Breakage) => breakOff(why) };
}

describe("a streamed text", () => {
  it("comes whole, and its end is told once", async () => {
    const { ends, reader, told } = await open(source(3));
    let text = "";
    for (let part = await reader.read(); !part.done; part = await reader.read())
      text += textOf(part.value);
    expect(text).toBe("chunk 1\nchunk 2\nchunk 3\n");
    expect(ends).toEqual([["complete", undefined]]);
    expect(told).toEqual({ sends: 3, watches: 0 });
  });

  it("asks for the first chunk at once and for each other when it is taken", async () => {
    const { state, reader, told, breakOff } = await open(source(10));
    expect([state.asked, told.sends]).toEqual([1, 0]);
    for (const taken of [1, 2, 3, 4]) {
      await reader.read();
      await new Promise((resolve) => setImmediate(resolve));
      expect([state.asked, told.sends]).toEqual([taken, taken]);
    }
    breakOff("stopping");
    await expect(reader.closed).rejects.toThrow("broken off");
  });

  it("rejects when its first chunk fails", async () => {
    await expect(open(source(3, 0))).rejects.toThrow("disk gone");
  });

  it("breaks when a later chunk fails, and tells why", async () => {
    const { ends, reader } = await open(source(3, 1));
    expect(textOf((await reader.read()).value)).toBe("chunk 1\n");
    await expect(reader.read()).rejects.toThrow("broken off");
    expect(ends).toEqual([["failed", new Error("disk gone")]]);
  });

  it("lets its source go when the client goes", async () => {
    const { ends, reader, state, told } = await open(source(10));
    await reader.read();
    await reader.cancel();
    expect(state.isClosed).toBe(true);
    expect(told.watches).toBe(0);
    expect(ends).toEqual([["client gone", undefined]]);
  });

  it("breaks when it is told to, also while nobody reads, and once only", async () => {
    const { ends, reader, state, told, breakOff } = await open(source(10));
    await reader.read();
    breakOff("stopping");
    breakOff("session over");
    await expect(reader.closed).rejects.toThrow("broken off");
    await until(() => state.isClosed);
    expect(told.watches).toBe(0);
    expect(ends).toEqual([["stopping", undefined]]);
  });

  it("sends nothing when there is a reason to break before it begins", async () => {
    const { ends, reader, state, told } = await open(source(10), { already: "client gone" });
    await expect(reader.read()).rejects.toThrow("broken off");
    await until(() => state.isClosed);
    expect(told).toEqual({ sends: 0, watches: 0 });
    expect(ends).toEqual([["client gone", undefined]]);
  });

  it.each([0, 2])("gives up a client that takes no more after %d chunks", async (taken) => {
    const { ends, reader, state, told } = await open(source(10), { pauseMs: 30 });
    for (let count = 0; count < taken; count += 1) await reader.read();
    await expect(reader.closed).rejects.toThrow("broken off");
    await until(() => state.isClosed);
    expect(told).toEqual({ sends: taken, watches: 0 });
    expect(ends).toEqual([["client stalled", undefined]]);
  });
});
