import { afterEach, describe, expect, it, vi } from "vitest";
import { formatSseFrame, type SseFrame, sseResponse } from "./sse";

afterEach(() => {
  vi.useRealTimers();
});

const request = new Request("http://127.0.0.1/stream");
const stopping = new AbortController().signal;

async function* framesOf(...frames: SseFrame[]) {
  yield* frames;
}

describe("an event stream response", () => {
  it("writes a frame as id, name and one line of JSON, whatever the data holds", () => {
    const frame = formatSseFrame({ event: "received", id: 7, data: { text: "a\nb\r\n\u2028" } });
    expect(frame).toBe('id: 7\nevent: received\ndata: {"text":"a\\nb\\r\\n\u2028"}\n\n');
    expect(formatSseFrame({ event: "ready", data: {} })).toBe("event: ready\ndata: {}\n\n");
  });

  it("sends the frames and ends with them, uncached and unbuffered", async () => {
    const response = sseResponse(() => framesOf({ event: "a", data: 1 }, { event: "b", data: 2 }), {
      request,
      stopping,
    });
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
    expect(await response.text()).toBe("retry: 2000\n\nevent: a\ndata: 1\n\nevent: b\ndata: 2\n\n");
  });

  it("sends a comment every 15 s while there is nothing to say", async () => {
    vi.useFakeTimers();
    const response = sseResponse(
      async function* (signal): AsyncGenerator<SseFrame> {
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
      },
      { request, stopping },
    );
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe("retry: 2000\n\n");
    const next = reader?.read();
    await vi.advanceTimersByTimeAsync(15_000);
    expect((await next)?.value).toBe(": alive\n\n");
    await reader?.cancel();
  });

  it("opens nothing for a HEAD request, whose stream nobody reads or cancels", async () => {
    vi.useFakeTimers();
    let opened = 0;
    const head = new Request(request, { method: "HEAD" });
    const response = sseResponse(
      () => {
        opened += 1;
        return framesOf({ event: "a", data: 1 });
      },
      { request: head, stopping },
    );
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(await response.text()).toBe("");
    expect({ opened, timers: vi.getTimerCount() }).toEqual({ opened: 0, timers: 0 });
  });

  it("lets the source clean up when the client goes", async () => {
    let ended = false;
    const response = sseResponse(
      async function* (signal): AsyncGenerator<SseFrame> {
        try {
          yield { event: "a", data: 1 };
          await new Promise((resolve) => signal.addEventListener("abort", resolve));
        } finally {
          ended = true;
        }
      },
      { request, stopping },
    );
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.read();
    await reader?.cancel();
    expect(ended).toBe(true);
  });

  it("ends when the process stops", async () => {
    const ending = new AbortController();
    const response = sseResponse(
      async function* (signal): AsyncGenerator<SseFrame> {
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
      },
      { request, stopping: ending.signal },
    );
    setImmediate(() => ending.abort());
    expect(await response.text()).toBe("retry: 2000\n\n");
  });
});
