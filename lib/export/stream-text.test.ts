import { describe, expect, it } from "vitest";
import { type StreamEnd, streamText } from "./stream-text";

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

async function open({ state, chunks }: ReturnType<typeof source>) {
  const ends: [StreamEnd, unknown][] = [];
  const stop = new AbortController();
  const body = await streamText({
    chunks,
    stopping: stop.signal,
    onEnd: (how, cause) => ends.push([how, cause]),
  });
  return { state, ends, stop, reader: body.getReader() };
}

describe("a streamed text", () => {
  it("comes whole, and its end is told once", async () => {
    const { ends, reader } = await open(source(3));
    let text = "";
    for (let part = await reader.read(); !part.done; part = await reader.read())
      text += textOf(part.value);
    expect(text).toBe("chunk 1\nchunk 2\nchunk 3\n");
    expect(ends).toEqual([["complete", undefined]]);
  });

  it("asks for the first chunk at once and for each other when it is taken", async () => {
    const { chunks, state } = source(10);
    const body = await streamText({
      chunks,
      stopping: new AbortController().signal,
      onEnd: () => {},
    });
    expect(state.asked).toBe(1);
    const reader = body.getReader();
    for (const taken of [1, 2, 3, 4]) {
      await reader.read();
      await new Promise((resolve) => setImmediate(resolve));
      expect(state.asked).toBe(taken);
    }
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
    const { ends, reader, state } = await open(source(10));
    await reader.read();
    await reader.cancel();
    expect(state.isClosed).toBe(true);
    expect(ends).toEqual([["client gone", undefined]]);
  });

  it("breaks when the process stops, also while nobody reads", async () => {
    const { ends, reader, state, stop } = await open(source(10));
    await reader.read();
    stop.abort();
    await expect(reader.closed).rejects.toThrow("broken off");
    expect(state.isClosed).toBe(true);
    expect(ends).toEqual([["stopping", undefined]]);
  });
});
