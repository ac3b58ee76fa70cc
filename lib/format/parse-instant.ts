const dayMs = 86_400_000;
const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: dayMs };
const gregorianEpochSeconds = 62_167_219_200;

const day = "(?<first>\\d{1,4})(?<dash>[-/.])(?<month>\\d{1,2})\\k<dash>(?<last>\\d{1,4})";
const time =
  "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?";
const zone = "(?<zone>z|utc|gmt|[+-]\\d{2}:?\\d{2})";
const pattern = new RegExp(
  `^(?:(?:${day}|(?<named>today|yesterday))(?:[ ,t]+${time})?|${time.replaceAll("(?<", "(?<only")})(?: ?${zone})?$`,
);

type Parts = Readonly<Record<string, string | undefined>>;

/** Year, month and day: "2026-03-09", "2026/3/9" and "9.3.2026"; null for anything else. */
function calendarDay(parts: Parts, nowMs: number): readonly [number, number, number] | null {
  const { first = "", dash, month, last = "", named } = parts;
  if (month === undefined) {
    const date = new Date(nowMs - (named === "yesterday" ? dayMs : 0));
    return [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  }
  if (first.length === 4) return [Number(first), Number(month), Number(last)];
  // "3/9/2026" is another day in each country.
  return last.length === 4 && dash === "." ? [Number(last), Number(month), Number(first)] : null;
}

function offsetMs(zone: string): number {
  const digits = zone.replace(/\D/g, "");
  if (digits === "") return 0;
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}

function dateAndTime(parts: Parts, nowMs: number): number | null {
  const at = calendarDay(parts, nowMs);
  if (!at) return null;
  const [year, month, date] = at;
  const numberOf = (name: string, onlyName: string) => Number(parts[name] ?? parts[onlyName] ?? 0);
  const hour = numberOf("hour", "onlyhour");
  const minute = numberOf("minute", "onlyminute");
  const second = numberOf("second", "onlysecond");
  const fraction = parts.fraction ?? parts.onlyfraction ?? "0";
  if (hour > 23 || minute > 59 || second > 59) return null;
  const values = [year, month - 1, date, hour, minute, second] as const;
  const ms = Math.floor(Number(`0.${fraction}`) * 1000);
  const utc = new Date(Date.UTC(...values, ms));
  const isRealDay = utc.getUTCMonth() === month - 1 && utc.getUTCDate() === date;
  if (!isRealDay) return null;
  if (parts.zone) return utc.getTime() - offsetMs(parts.zone);
  return new Date(...values, ms).getTime();
}

/** A bare number as programs write instants: by its size Unix milliseconds or seconds, or Kazoo's. */
function timestamp(text: string): number | null {
  const value = Number(text);
  if (text.length >= 13) return value;
  if (text.length === 11) return (value - gregorianEpochSeconds) * 1000;
  return text.length === 10 ? value * 1000 : null;
}

/**
 * An instant as people and programs write it, in Unix milliseconds; null when it is none. Without
 * a zone it is the browser's: "2026-03-09 14:05", "9.3.2026 14:05", "14:05", "yesterday 14:05",
 * "2026-03-09T13:05:00Z", "2026-03-09 14:05:31.250 +01:00", "30 min ago", a timestamp.
 */
export function parseInstant(typed: string, nowMs: number): number | null {
  const text = typed.trim().toLowerCase().replace(/\s+/g, " ");
  if (text === "now") return nowMs;
  if (/^\d{10,14}$/.test(text)) return timestamp(text);
  const ago = /^(\d{1,5}) ?(m|h|d)(?:in(?:utes?)?|ours?|ays?)?(?: ago)?$/.exec(text);
  if (ago?.[1] && ago[2]) return nowMs - Number(ago[1]) * (unitMs[ago[2]] ?? 0);
  const groups = pattern.exec(text)?.groups;
  return groups ? dateAndTime(groups, nowMs) : null;
}
