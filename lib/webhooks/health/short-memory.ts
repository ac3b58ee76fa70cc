import { LRUCache } from "lru-cache";

interface ShortMemory<T> {
  /** What was read under this key a moment ago, or is being read; else what `read` gives. */
  recall(key: string, read: () => Promise<T>): Promise<T>;
}

/** Keeps answers for a few seconds, so that open pages don't ask Kazoo for the same thing each. */
export function createShortMemory<T>(keptMs: number, max: number): ShortMemory<T> {
  const answers = new LRUCache<string, Promise<T>>({ max, ttl: keptMs });
  return {
    recall(key, read) {
      const known = answers.get(key);
      if (known) return known;
      const answer = read();
      answers.set(key, answer);
      // A failure is no answer: the next one asks again.
      answer.catch(() => answers.delete(key));
      return answer;
    },
  };
}
