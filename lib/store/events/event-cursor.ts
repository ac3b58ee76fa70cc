import { HooklineError } from "@/lib/domain/hookline-error";

/** The place behind an event in a newest-first list. Opaque to callers. */
export function encodeCursor(sequence: number): string {
  return Buffer.from(`s${sequence}`).toString("base64url");
}

/** The sequence that a cursor stands for; HooklineError "bad_cursor" when it is none of ours. */
export function decodeCursor(cursor: string): number {
  const sequence = Number(/^s(\d{1,16})$/.exec(Buffer.from(cursor, "base64url").toString())?.[1]);
  if (Number.isSafeInteger(sequence) && encodeCursor(sequence) === cursor) return sequence;
  throw new HooklineError("bad_cursor", "This cursor is broken. Start again from the first page.");
}
