const heartbeatMs = 15_000;
const reconnectMs = 2_000;

/** One server-sent event. `data` is sent as JSON, which never holds a raw line end. */
export interface SseFrame {
  readonly event: string;
  readonly data: unknown;
  /** What a client sends back as Last-Event-ID when it resumes. */
  readonly id?: number;
}

export function formatSseFrame({ event, data, id }: SseFrame): string {
  const idLine = id === undefined ? "" : `id: ${id}\n`;
  return `${idLine}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/**
 * An event stream that is read as fast as the client takes it, with a comment every 15 s so that
 * proxies keep it open. `open` is given a signal that aborts when the client is gone or `stopping`
 * aborts; the stream ends with the frames. A HEAD request gets the headers and opens nothing:
 * nobody would ever read or cancel its stream.
 */
export function sseResponse(
  open: (signal: AbortSignal) => AsyncIterable<SseFrame>,
  { request, stopping }: { readonly request: Request; readonly stopping: AbortSignal },
): Response {
  if (request.method === "HEAD") return new Response(null, { headers });
  const encoder = new TextEncoder();
  const gone = new AbortController();
  const frames = open(AbortSignal.any([request.signal, stopping, gone.signal]))[
    Symbol.asyncIterator
  ]();
  let heartbeat: NodeJS.Timeout | undefined;

  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`retry: ${reconnectMs}\n\n`));
      heartbeat = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(": alive\n\n"));
      }, heartbeatMs);
      heartbeat.unref();
    },
    async pull(controller) {
      try {
        const { value, done } = await frames.next();
        if (!done) return controller.enqueue(encoder.encode(formatSseFrame(value)));
        controller.close();
      } catch (cause) {
        controller.error(cause);
      }
      clearInterval(heartbeat);
    },
    async cancel() {
      clearInterval(heartbeat);
      gone.abort();
      await frames.return?.();
    },
  });

  return new Response(stream, { headers });
}
