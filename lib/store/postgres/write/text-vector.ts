import type { Payload } from "@/lib/domain/event";
import { otherCallIdOf } from "@/lib/payload/call-event";
import { callWord } from "../../search/call-word";
import { foldWords } from "../../search/fold-words";
import { searchText } from "../../search/search-text";
import { scopeWord } from "../full-text";
import type { CopyBuffer } from "./copy-buffer";

// PostgreSQL's own limits: the highest position, and the number of positions of a word.
const maxPosition = 16_383;
const maxPositionsOfWord = 255;

function positionsOf(payload: Payload | null): Map<string, number[]> {
  const positions = new Map<string, number[]>();
  const words = foldWords(searchText(payload));
  const count = Math.min(words.length, maxPosition);
  for (let index = 0; index < count; index += 1) {
    const word = words[index];
    if (!word) continue;
    const known = positions.get(word);
    if (!known) positions.set(word, [index + 1]);
    else if (known.length < maxPositionsOfWord) known.push(index + 1);
  }
  return positions;
}

/**
 * Adds an event's words as a tsvector. Made here and not by to_tsvector, whose parser reads
 * "call-1234" or an e-mail address otherwise than SQLite: both engines shall find the same.
 */
export function addTextVector(buffer: CopyBuffer, scopeId: number, payload: Payload | null): void {
  const words = positionsOf(payload);
  const start = buffer.length;
  const own = [scopeWord(scopeId)];
  // The leg's own id has an index; by this word those are found that name it as theirs.
  const otherCallId = otherCallIdOf(payload);
  if (otherCallId !== null) own.push(callWord(otherCallId));
  buffer.putInt32(0);
  buffer.putInt32(words.size + own.length);
  for (const word of own) {
    buffer.putWord(word);
    buffer.putInt16(0);
  }
  for (const [word, positions] of words) {
    buffer.putWord(word);
    buffer.putInt16(positions.length);
    for (const position of positions) buffer.putInt16(position);
  }
  buffer.setInt32(start, buffer.length - start - 4);
}
