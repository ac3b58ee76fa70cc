import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { HooklineError } from "@/lib/domain/hookline-error";

const windowSeconds = 15 * 60;
const attemptsPerAddress = 30;
const attemptsPerLogin = 10;

/** Slows down guessing: failed logins per address, and per account and username. */
export interface LoginThrottle {
  /** Counts an attempt before Kazoo is asked, so that a burst can't slip through. */
  attempt(address: string, login: string): Promise<void>;
  /** Takes the attempt back: the login was right, or Kazoo couldn't tell. */
  forgive(address: string, login: string): Promise<void>;
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (cause) {
    if (!(cause instanceof RateLimiterRes)) throw cause;
    const retryAfterSeconds = Math.ceil(cause.msBeforeNext / 1000);
    const minutes = Math.ceil(retryAfterSeconds / 60);
    throw new HooklineError(
      "too_many_attempts",
      `Too many failed logins. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
      { retryAfterSeconds },
    );
  }
}

export function createLoginThrottle(): LoginThrottle {
  const byAddress = new RateLimiterMemory({ points: attemptsPerAddress, duration: windowSeconds });
  const byLogin = new RateLimiterMemory({ points: attemptsPerLogin, duration: windowSeconds });
  return {
    async attempt(address, login) {
      await consume(byAddress, address);
      await consume(byLogin, login);
    },
    async forgive(address, login) {
      await byAddress.reward(address);
      await byLogin.reward(login);
    },
  };
}
