const unixEpochInGregorianSeconds = 62_167_219_200;

/** Kazoo counts seconds from the year 0 (docs/kazoo.md#attempts); we count Unix milliseconds. */
export function unixMsFromGregorian(gregorianSeconds: number): number {
  return (gregorianSeconds - unixEpochInGregorianSeconds) * 1000;
}

/** Whole seconds; a part of one is left out. */
export function gregorianFromUnixMs(unixMs: number): number {
  return Math.floor(unixMs / 1000) + unixEpochInGregorianSeconds;
}
