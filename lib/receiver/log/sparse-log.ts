import type { PlainLogger } from "@/lib/config/plain-logger";

const intervalMs = 60_000;
const maxTopics = 1_000;

/** Lines about what may happen thousands of times a second. */
export interface SparseLog {
  /**
   * At most one line a minute and topic: the first at once, the next with how many there were since
   * and the last one's entry.
   */
  note(level: "info" | "warn" | "error", topic: string, message: string, entry: object): void;
  /** Writes what isn't written yet. */
  flush(): void;
}

interface Topic {
  readonly timer: NodeJS.Timeout;
  count: number;
  write(count: number): void;
}

export function createSparseLog(logger: PlainLogger): SparseLog {
  const topics = new Map<string, Topic>();

  function begin(name: string, write: Topic["write"]): void {
    const timer = setTimeout(endMinute, intervalMs, name).unref();
    topics.set(name, { timer, count: 0, write });
  }

  function endMinute(name: string): void {
    const noted = topics.get(name);
    topics.delete(name);
    if (!noted || noted.count === 0) return;
    noted.write(noted.count);
    begin(name, noted.write);
  }

  return {
    note(level, topic, message, entry) {
      const name = topics.size < maxTopics || topics.has(topic) ? topic : message;
      const noted = topics.get(name);
      const write = (count: number): void => logger[level]({ ...entry, count }, message);
      if (noted) {
        noted.count += 1;
        noted.write = write;
      } else {
        write(1);
        begin(name, write);
      }
    },
    flush() {
      for (const { timer, count, write } of topics.values()) {
        clearTimeout(timer);
        if (count > 0) write(count);
      }
      topics.clear();
    },
  };
}
