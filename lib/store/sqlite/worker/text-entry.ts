import type { Payload } from "@/lib/domain/event";
import { otherCallIdOf } from "@/lib/payload/call-event";
import { callWord } from "../../search/call-word";
import { searchText } from "../../search/search-text";
import { scopeWord } from "../text-shards";
import { numberInRow } from "./number-in-row";
import type { TextEntry } from "./recent-entries";

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

/** The entry of an event with this payload: found by its account, its words and the legs that it names. */
export function entryWith(
  { sequence, scopeId, callId }: Omit<EntrySource, "payload">,
  payload: Payload | null,
): TextEntry {
  const text = searchText(payload);
  const other = callId === null ? null : otherCallIdOf(payload);
  const legs = [callId, other].flatMap((id) => (id === null ? [] : callWord(id)));
  const words = [scopeWord(scopeId), ...legs].join(" ");
  return { sequence, values: [sequence, words, text], textLength: text.length };
}

function payloadOf(text: string): Payload | null {
  try {
    return JSON.parse(text);
  } catch {
    // One odd row must not hold up the index; the event itself is there all the same.
    return null;
  }
}

export function entryOf(source: EntrySource): TextEntry {
  const { sequence, payload } = source;
  if (payload === null) return { sequence, values: null, textLength: 0 };
  return entryWith(source, payloadOf(payload));
}
