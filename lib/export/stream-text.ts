export type StreamEnd = "complete" | "client gone" | "stopping" | "failed";

export interface TextStream {
  /** Asked for no more than the client takes. */
  readonly chunks: AsyncGenerator<string, void, void>;
  /** Breaks the transfer when it aborts. */
  readonly stopping: AbortSignal;
  /** Told once how a stream that was begun has ended, and what failed. */
  readonly onEnd: (how: StreamEnd, cause?: unknown) => void;
}

/** Next destroys the answer on any error, and writes those of another name to the console. */
function brokenOff(): DOMException {
  return new DOMException("The transfer was broken off.", "AbortError");
}

/**
 * Text as a stream of UTF-8 that ends only with the last chunk: after a failure, or when the process
 * stops, the transfer breaks, so that nobody takes a part for the whole. Rejects when the first
 * chunk, which is read at once, fails.
 */
export async function streamText({
  chunks,
  stopping,
  onEnd,
}: TextStream): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  let first: IteratorResult<string, void> | null = await chunks.next();
  let isOver = false;
  let stop = (): void => {};

  function end(how: StreamEnd, cause?: unknown): void {
    isOver = true;
    stopping.removeEventListener("abort", stop);
    onEnd(how, cause);
  }

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stop = () => {
          end("stopping");
          controller.error(brokenOff());
          void chunks.return();
        };
      },
      async pull(controller) {
        // Not earlier: the answer to a HEAD is neither read nor cancelled, nothing may hold it.
        stopping.addEventListener("abort", stop);
        if (stopping.aborted) return stop();
        try {
          const { value, done } = first ?? (await chunks.next());
          first = null;
          if (isOver) return;
          if (!done) return controller.enqueue(encoder.encode(value));
          end("complete");
          controller.close();
        } catch (cause) {
          if (isOver) return;
          end("failed", cause);
          controller.error(brokenOff());
        }
      },
      async cancel() {
        if (isOver) return;
        end("client gone");
        await chunks.return();
      },
    },
    { highWaterMark: 0 },
  );
}
