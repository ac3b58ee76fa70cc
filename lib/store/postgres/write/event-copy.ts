import type { Payload } from "@/lib/domain/event";
import { writtenColumns } from "../../events/written-columns";
import type { WrittenValues } from "../../events/written-row";
import { type CopyBuffer, copyTrailer, createCopyBuffer } from "./copy-buffer";
import { addTextVector } from "./text-vector";

/** What becomes certain only under the counter's lock comes last, where it is filled in. */
const lateColumns = ["sequence", "repeat_of"] as const;
/** Two lengths and a sequence: null, as most events repeat nothing. */
const tailBytes = 4 + 8 + 4;
const earlyColumns = writtenColumns.filter((name) => name !== "repeat_of");
const columns = ["scope_id", "words", "body", ...earlyColumns, ...lateColumns];
const integerColumns: readonly string[] = ["body_bytes"];

/** What a row takes beside its body and payload, roughly. */
const rowBytes = 1_500;

export const eventCopySql = `copy event (${columns.map((name) => `"${name}"`).join(", ")})
  from stdin (format binary)`;

export interface EncodableEvent {
  readonly scopeId: number;
  readonly values: WrittenValues;
  readonly payload: Payload | null;
  readonly body: Uint8Array;
}

/** Where an event of the group goes. */
export interface PlacedEvent {
  /** Its index in the group. */
  readonly index: number;
  readonly sequence: number;
  readonly repeatOf: string | null;
}

function addValue(buffer: CopyBuffer, name: string, value: string | number | null): void {
  if (value === null) buffer.addNull();
  else if (typeof value === "string") buffer.addText(value);
  else if (integerColumns.includes(name)) buffer.addInt32(value);
  else buffer.addInt64(value);
}

function addEvent(buffer: CopyBuffer, { scopeId, values, payload, body }: EncodableEvent): void {
  buffer.putInt16(columns.length);
  buffer.addInt32(scopeId);
  addTextVector(buffer, scopeId, payload);
  buffer.addBytes(body);
  for (const name of earlyColumns) addValue(buffer, name, values[name]);
  buffer.addInt64(0);
  buffer.addNull();
}

function textField(text: string): Buffer {
  const length = Buffer.allocUnsafe(4);
  length.writeInt32BE(Buffer.byteLength(text));
  return Buffer.concat([length, Buffer.from(text)]);
}

/**
 * Encodes events, but for their sequences and what they repeat, so that the costly part is done
 * before anybody is kept waiting. Gives what makes the bytes of a COPY of those that are placed.
 */
export function encodeEvents(
  events: readonly EncodableEvent[],
): (placed: readonly PlacedEvent[]) => readonly Uint8Array[] {
  const bodies = events.reduce((sum, { body }) => sum + body.byteLength, 0);
  const buffer = createCopyBuffer(events.length * rowBytes + 2 * bodies);
  const ends = [buffer.length];
  for (const event of events) {
    addEvent(buffer, event);
    ends.push(buffer.length);
  }

  return (placed) => {
    const chunks: Uint8Array[] = [];
    let from = 0;
    let to = ends[0] ?? 0;
    for (const { index, sequence, repeatOf } of placed) {
      const start = ends[index] ?? 0;
      const end = ends[index + 1] ?? start;
      if (start !== to) {
        chunks.push(buffer.slice(from, to));
        from = start;
      }
      buffer.setInt64(end - tailBytes + 4, sequence);
      to = end;
      if (repeatOf !== null) {
        chunks.push(buffer.slice(from, end - 4), textField(repeatOf));
        from = end;
      }
    }
    return [...chunks, buffer.slice(from, to), copyTrailer];
  };
}
