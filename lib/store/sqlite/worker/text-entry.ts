import type { Payload } from "@/lib/domain/event";
import { searchText } from "../../search/search-text";
import { callWord } from "../call-word";
import type { SqlValue } from "../protocol";
import { scopeWord } from "../text-shards";
import { numberInRow } from "./number-in-row";

/** Of `event`, what an entry of the text index is made from. */
export const entryColumns = "sequence, scope_id as scopeId, call_id as callId, payload";

export interface EntrySource {
  readonly sequence: number;
  readonly scopeId: number;
  readonly callId: string | null;
  readonly payload: string | null;
}

export function toEntrySource(row: unknown): EntrySource {
  const payload: unknown = Reflect.get(Object(row), "payload");
  const callId: unknown = Reflect.get(Object(row), "callId");
  return {
    sequence: numberInRow(row, "sequence"),
    scopeId: numberInRow(row, "scopeId"),
    callId: typeof callId === "string" ? callId : null,
    payload: typeof payload === "string" ? payload : null,
  };
}

function textOf(payload: string): string {
  try {
    const parsed: Payload = JSON.parse(payload);
    return searchText(parsed);
  } catch {
    // One odd row must not hold up the index; the event itself is there all the same.
    return "";
  }
}

/** rowid, scope and content_text of its entry; null when it has none. */
export function entryOf({ sequence, scopeId, callId, payload }: EntrySource): SqlValue[] | null {
  if (payload === null) return null;
  const words = callId === null ? scopeWord(scopeId) : `${scopeWord(scopeId)} ${callWord(callId)}`;
  return [sequence, words, textOf(payload)];
}
