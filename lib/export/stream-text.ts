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
  /** Told once how a stream that was begun has ended, and what failed. */
  readonly onEnd: (how: StreamEnd, cause?: unknown) => void;
  /** For how long a client may take nothing before it is given up; also before its first chunk. */
  readonly pauseMs?: number;
}

/** Next destroys the answer on any error, and writes those of another name to the console. */
function brokenOff(): DOMException {
  return new DOMException("The transfer was broken off.", "AbortError");
}

/**
 * Text as a stream of UTF-8 that ends only with the last chunk: otherwise the transfer breaks, so
 * that nobody takes a part for the whole. Rejects when the first chunk, which is read at once, fails.
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
        // From here on: an answer to who is gone already is neither read nor cancelled.
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
