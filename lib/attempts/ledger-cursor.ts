import { HooklineError } from "@/lib/domain/hookline-error";

/** Where a row stands in the ledger: newest first, of the same time by its key. */
export interface LedgerPlace {
  /** Unix milliseconds. */
  readonly at: number;
  /** An event's sequence, or 0 and the firing's key. */
  readonly sequence: number;
  readonly firing: string;
}

/** Less than 0: `a` stands before `b`. Firings come before events of the same time. */
export function comparePlaces(a: LedgerPlace, b: LedgerPlace): number {
  if (a.at !== b.at) return b.at - a.at;
  if (a.sequence !== b.sequence) {
    if (a.sequence === 0) return -1;
    return b.sequence === 0 ? 1 : b.sequence - a.sequence;
  }
  return a.firing < b.firing ? -1 : a.firing > b.firing ? 1 : 0;
}

export function encodeLedgerPlace({ at, sequence, firing }: LedgerPlace): string {
  return Buffer.from(`l${at}.${sequence}.${firing}`).toString("base64url");
}

/** HooklineError "bad_cursor" when it is none of ours. */
export function decodeLedgerPlace(cursor: string): LedgerPlace {
  const text = Buffer.from(cursor, "base64url").toString();
  const [, at, sequence, firing] = /^l(\d{1,15})\.(\d{1,16})\.(.*)$/s.exec(text) ?? [];
  const place = { at: Number(at), sequence: Number(sequence), firing: firing ?? "" };
  if (at !== undefined && encodeLedgerPlace(place) === cursor) return place;
  throw new HooklineError("bad_cursor", "This cursor is broken. Start again from the first page.");
}
