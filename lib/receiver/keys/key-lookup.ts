import { monotonicMs } from "../limits/monotonic-ms";
import { createRateLimit } from "../limits/rate-limit";

const maxPerSecond = 20;
const rememberMs = 5_000;
const maxRemembered = 10_000;

/**
 * Whether the database knows a key that the file doesn't; null while the database can't be asked.
 */
export type KeyLookup = (digest: string) => Promise<boolean | null>;

/**
 * Asks for each digest once at a time, limits the questions a second so that guessing keys costs
 * the database little, and remembers unknown digests for some seconds.
 */
export function createKeyLookup(ask: KeyLookup, now: () => number = monotonicMs): KeyLookup {
  const mayAsk = createRateLimit(maxPerSecond, now);
  const asking = new Map<string, Promise<boolean | null>>();
  const nobodys = new Map<string, number>();

  function isNobodys(digest: string): boolean {
    const until = nobodys.get(digest);
    if (until === undefined) return false;
    if (until > now()) return true;
    nobodys.delete(digest);
    return false;
  }

  function remember(digest: string): void {
    const [oldest] = nobodys.keys();
    if (nobodys.size >= maxRemembered && oldest !== undefined) nobodys.delete(oldest);
    nobodys.set(digest, now() + rememberMs);
  }

  return (digest) => {
    if (isNobodys(digest)) return Promise.resolve(false);
    const asked = asking.get(digest);
    if (asked) return asked;
    if (!mayAsk()) return Promise.resolve(null);
    const answer = ask(digest).then((known) => {
      asking.delete(digest);
      if (known === false) remember(digest);
      return known;
    });
    asking.set(digest, answer);
    return answer;
  };
}
