interface FrameQueue<T> extends AsyncIterable<T> {
  push(frame: T): void;
  /** The reader ends with what was pushed before. */
  end(): void;
  /** The reader ends with this failure. */
  fail(cause: unknown): void;
}

/** Joins what several tasks tell into one stream, in the order in which they tell it. */
export function createFrameQueue<T>(): FrameQueue<T> {
  const frames: T[] = [];
  let ended: { readonly cause?: unknown } | null = null;
  let wake: () => void = () => {};

  const tell = () => wake();
  return {
    push(frame) {
      frames.push(frame);
      tell();
    },
    end() {
      ended ??= {};
      tell();
    },
    fail(cause) {
      ended ??= { cause };
      tell();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const frame = frames.shift();
        if (frame !== undefined) {
          yield frame;
        } else if (ended) {
          if ("cause" in ended) throw ended.cause;
          return;
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
}
