/** Seconds from the year 0, where Kazoo's clock starts, to 1970. */
const gregorianEpochSeconds = 62_167_219_200;
const earliest = Date.UTC(2000, 0, 1);
const latest = Date.UTC(2100, 0, 1);
const timeField = /(^|_)(timestamp|date|created|modified|expiration)$/;

/**
 * The instant that a payload field means, in Unix milliseconds: Kazoo writes Gregorian seconds, as
 * a number or (form-data) as text. Null unless the field's name says time and the value is plausible.
 */
export function payloadTime(field: string, value: unknown): number | null {
  if (!timeField.test(field)) return null;
  if (typeof value !== "number" && typeof value !== "string") return null;
  if (!/^\d{11}$/.test(String(value))) return null;
  const ms = (Number(value) - gregorianEpochSeconds) * 1000;
  return ms >= earliest && ms < latest ? ms : null;
}
