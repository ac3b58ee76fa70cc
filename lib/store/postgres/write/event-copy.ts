import { writtenColumns } from "../../events/written-columns";
import { type CopyBuffer, createCopyBuffer } from "./copy-buffer";
import { UnwritableRow } from "./failures";
import type { RowToWrite } from "./place-rows";
import { addTextVector } from "./text-vector";

const columns = ["sequence", "scope_id", "words", "body", ...writtenColumns];
const integerColumns: readonly string[] = ["body_bytes"];

/** Its signature, no flags, no extension. */
const header = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const trailer = Buffer.from([0xff, 0xff]);

/** As much as is worth sending while the rest is made. */
const chunkBytes = 128 * 1024;

export const eventCopySql = `copy event (${columns.map((name) => `"${name}"`).join(", ")})
  from stdin (format binary)`;

/** A row, and what became certain under the counter's lock. */
export interface PlacedRow {
  readonly row: RowToWrite;
  readonly scopeId: number;
  readonly sequence: number;
  readonly repeatOf: string | null;
}

function addValue(buffer: CopyBuffer, name: string, value: string | number | null): void {
  if (value === null) buffer.addNull();
  else if (typeof value === "string") buffer.addText(value);
  else if (integerColumns.includes(name)) buffer.addInt32(value);
  else buffer.addInt64(value);
}

function addEvent(buffer: CopyBuffer, { row, scopeId, sequence, repeatOf }: PlacedRow): void {
  buffer.putInt16(columns.length);
  buffer.addInt64(sequence);
  buffer.addInt32(scopeId);
  addTextVector(buffer, scopeId, row.payload);
  buffer.addBytes(row.body);
  for (const name of writtenColumns) {
    addValue(buffer, name, name === "repeat_of" ? repeatOf : row.values[name]);
  }
}

/** What is sent for a COPY of these events, made piece by piece. */
export function* eventCopy(rows: readonly PlacedRow[]): Generator<Uint8Array, void> {
  let buffer = createCopyBuffer(2 * chunkBytes);
  buffer.putBytes(header);
  for (const row of rows) {
    try {
      addEvent(buffer, row);
    } catch (cause) {
      throw new UnwritableRow("An event can't be encoded.", { cause });
    }
    if (buffer.length < chunkBytes) continue;
    yield buffer.bytes();
    buffer = createCopyBuffer(2 * chunkBytes);
  }
  buffer.putBytes(trailer);
  yield buffer.bytes();
}
