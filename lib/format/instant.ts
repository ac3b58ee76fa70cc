const pad = (value: number, length = 2) => String(value).padStart(length, "0");

function offsetOf(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const sign = minutes < 0 ? "-" : "+";
  const size = Math.abs(minutes);
  return `${sign}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

/** Local calendar day, "2026-03-09": equal for two instants of one day. */
export function localDay(ms: number): string {
  const date = new Date(ms);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** Local time of day to the second, 24 hours: "12:04:31". */
export function clockTime(ms: number): string {
  const date = new Date(ms);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}

/** The whole truth of an instant: "2026-03-09 12:04:31.250 +01:00". */
export function exactInstant(ms: number): string {
  const date = new Date(ms);
  return `${localDay(ms)} ${clockTime(ms)}.${pad(date.getMilliseconds(), 3)} ${offsetOf(date)}`;
}

/** Local time of day, "12:04"; with its seconds where they matter. */
export function shortClockTime(ms: number): string {
  const time = clockTime(ms);
  return time.endsWith(":00") ? time.slice(0, 5) : time;
}

/** Local date and time, as the time range fields take it: "2026-03-09 12:04", or with seconds. */
export function localInstant(ms: number): string {
  return `${localDay(ms)} ${shortClockTime(ms)}`;
}

/** An instant to the minute: "14:02", with its day when that is another: "2026-03-09 14:02". */
export function minuteInWords(ms: number, nowMs: number): string {
  const time = clockTime(ms).slice(0, 5);
  return localDay(ms) === localDay(nowMs) ? time : `${localDay(ms)} ${time}`;
}

/** "between 14:02 and 14:31", "at 14:02" when they are one minute. */
export function betweenInWords(fromMs: number, toMs: number, nowMs: number): string {
  const [from, to] = [fromMs, toMs].map((ms) => minuteInWords(ms, nowMs));
  return from === to ? `at ${from}` : `between ${from} and ${to}`;
}

/** A day as people say it: "Today", "Yesterday", "Monday 9 March", with the year when another. */
export function dayInWords(ms: number, nowMs: number): string {
  const day = localDay(ms);
  if (day === localDay(nowMs)) return "Today";
  const yesterday = new Date(nowMs);
  yesterday.setDate(yesterday.getDate() - 1);
  if (day === localDay(yesterday.getTime())) return "Yesterday";
  const date = new Date(ms);
  const words = new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(date.getFullYear() !== new Date(nowMs).getFullYear() && { year: "numeric" }),
  });
  return words.format(date).replace(",", "");
}

/** How long ago, coarse: "just now", "4 min ago", "3 h ago", "2 days ago". */
export function timeAgo(ms: number, nowMs: number): string {
  const seconds = Math.max(0, Math.floor((nowMs - ms) / 1000));
  if (seconds < 10) return "just now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  const days = Math.floor(seconds / 86_400);
  return `${days} ${days === 1 ? "day" : "days"} ago`;
}
