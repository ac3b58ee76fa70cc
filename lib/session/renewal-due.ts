const renewBeforeMs = 20 * 60_000;

interface TokenLife {
  /** Unix milliseconds. */
  readonly obtainedAt: number;
  /** Unix milliseconds. */
  readonly expiresAt: number;
}

/** Whether it is time to trade a token: in its last twenty minutes, or the second half of a short life. */
export function renewalDue({ obtainedAt, expiresAt }: TokenLife, now: number): boolean {
  return expiresAt - now < Math.min(renewBeforeMs, (expiresAt - obtainedAt) / 2);
}
