import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { HooklineError } from "@/lib/domain/hookline-error";
import type { LoginKey } from "@/lib/domain/login-key";

const windowSeconds = 15 * 60;
const attemptsPerAddress = 30;
const attemptsPerLogin = 10;
// Wide, since it locks out all users of an account.
const attemptsPerAccount = 50;

/** Slows down guessing: failed logins per address, per account and username, and per account. */
export interface LoginThrottle {
  /** Counts an attempt before Kazoo is asked, so that a burst can't slip through. */
  attempt(address: string, key: LoginKey): Promise<void>;
  /** Takes the attempt back: the login was right, or Kazoo couldn't tell. */
  forgive(address: string, key: LoginKey): Promise<void>;
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
  const byAccount = new RateLimiterMemory({ points: attemptsPerAccount, duration: windowSeconds });
  return {
    async attempt(address, { login, account }) {
      await consume(byAddress, address);
      await consume(byLogin, login);
      // Last, so that a refused user doesn't use up the allowance of the account's other users.
      await consume(byAccount, account);
    },
    async forgive(address, { login, account }) {
      await byAddress.reward(address);
      await byLogin.reward(login);
      await byAccount.reward(account);
    },
  };
}
