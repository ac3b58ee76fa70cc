const SECONDS_FROM_YEAR_0_TO_1970 = 62_167_219_200;

/** Kazoo counts seconds from the year 0 of the Gregorian calendar. */
export function gregorianSeconds(unixMs: number): number {
  return Math.floor(unixMs / 1000) + SECONDS_FROM_YEAR_0_TO_1970;
}
