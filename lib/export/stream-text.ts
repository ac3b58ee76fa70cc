// Not shorter: a chunk of a megabyte takes a slow line its time.
const longestPauseMs = 5 * 60_000;

/** Why a transfer is broken off though its source could go on. */
export type Breakage =
  | "client gone"
  | "client stalled"
  | "stopping"
  | "session over"
  | "access lost";
export type StreamEnd = "complete" | "failed" | Breakage;

export interface TextStream {
  /** Asked for no more than the client takes; always run to its end or returned. */
  readonly chunks: AsyncGenerator<string, void, void>;
  /** Begins to look for what breaks the transfer off, which may be so already; returns its end. */
  readonly watch: (breakOff: (why: Breakage) => void) => () => void;
  /** Told before each chunk that is sent. */
  readonly beforeSend: () => void;
  /** Called once when a started stream has ended, with the failure if there was one. */
  readonly onEnd: (how: StreamEnd, cause?: unknown) => void;
  /** How long a client may read nothing before it is cut off; also before its first chunk. */
  readonly pauseMs?: number;
}

/** Next destroys the answer on any error, and writes those of another name to the console. */
function brokenOff(): DOMException {
  return new DOMException("The transfer was broken off.", "AbortError");
}

/**
 * Text as a UTF-8 stream that ends only after the last chunk. On a failure the transfer breaks, so
 * that a partial file is never taken for the whole. Rejects when the first chunk, which is read at
 * once, fails.
 */
export async function streamText({
  chunks,
  watch,
  beforeSend,
  onEnd,
  pauseMs = longestPauseMs,
}: TextStream): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  let first: IteratorResult<string, void> | null = await chunks.next();
  let isOver = false;
  let unwatch = (): void => {};
  let pause: ReturnType<typeof setTimeout> | undefined;
  let breakOff = (_why: Breakage): void => {};

  function end(how: StreamEnd, cause?: unknown): void {
    isOver = true;
    clearTimeout(pause);
    unwatch();
    onEnd(how, cause);
  }

  function waitForClient(): void {
    pause = setTimeout(() => breakOff("client stalled"), pauseMs);
  }

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        breakOff = (why) => {
          if (isOver) return;
          end(why);
          controller.error(brokenOff());
          void chunks.return();
        };
        // Only now: an answer to a client that is already gone is neither read nor cancelled.
        waitForClient();
        unwatch = watch(breakOff);
        if (isOver) unwatch();
      },
      async pull(controller) {
        clearTimeout(pause);
        try {
          const { value, done } = first ?? (await chunks.next());
          first = null;
          if (isOver) return;
          if (!done) {
            beforeSend();
            controller.enqueue(encoder.encode(value));
            return waitForClient();
          }
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
