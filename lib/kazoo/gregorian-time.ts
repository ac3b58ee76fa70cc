const unixEpochInGregorianSeconds = 62_167_219_200;

/** Kazoo counts seconds from the year 0 (docs/kazoo.md#attempts); we count Unix milliseconds. */
export function unixMsFromGregorian(gregorianSeconds: number): number {
  return (gregorianSeconds - unixEpochInGregorianSeconds) * 1000;
}
