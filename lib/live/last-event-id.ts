import { HooklineError } from "@/lib/domain/hookline-error";

/** The sequence that a stream resumes after; HooklineError "bad_cursor" for anything else. */
export function parseLastEventId(text: string): number {
  const sequence = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(sequence)) return sequence;
  throw new HooklineError("bad_cursor", "Resume with the id of an event that the stream sent.");
}
