import type { PoolClient } from "pg";
import type { Payload } from "@/lib/domain/event";
import type { RowToAppend } from "../../events/event-engine";
import { findEarlier, findStored } from "./find-earlier";
import { createRepeats, type SentEvent } from "./repeats";

export interface RowToWrite extends RowToAppend {
  readonly payload: Payload | null;
}

/** One that came out of a spool, and what tells that another is the same. */
export interface DrainedRow extends RowToWrite {
  readonly digest: Uint8Array;
}

/** Where a row goes. */
export interface Place {
  /** The row's in the group. */
  readonly index: number;
  readonly sequence: number;
  readonly repeatOf: string | null;
}

export interface Placing {
  readonly places: readonly Place[];
  /** Deliveries that repeat nothing. */
  readonly firsts: readonly SentEvent[];
}

export function receivedAtOf({ values }: RowToAppend): number {
  return Number(values.received_at);
}

/** All of them, behind the last sequence. */
export function placeAll(rows: readonly RowToWrite[], last: number): Promise<Placing> {
  const places = rows.map(({ values }, index) => {
    const repeatOf = values.repeat_of === null ? null : String(values.repeat_of);
    return { index, sequence: last + index + 1, repeatOf };
  });
  return Promise.resolve({ places, firsts: [] });
}

/** Those that are not in the store yet, behind the last sequence. */
export async function placeOnce(
  client: PoolClient,
  rows: readonly RowToWrite[],
  last: number,
): Promise<Placing> {
  const ids = rows.map(({ values }) => String(values.id));
  const stored = await findStored(client, ids, rows.map(receivedAtOf));
  const places: Place[] = [];
  for (const [index, id] of ids.entries()) {
    if (stored.has(id)) continue;
    stored.add(id);
    places.push({ index, sequence: last + places.length + 1, repeatOf: null });
  }
  return { places, firsts: [] };
}

/** Those that are not in the store yet, behind the last sequence, and what each repeats. */
export async function placeDrained(
  client: PoolClient,
  rows: readonly DrainedRow[],
  last: number,
): Promise<Placing> {
  if (rows.length === 0) return { places: [], firsts: [] };
  const events = rows.map((row) => {
    return { id: String(row.values.id), receivedAt: receivedAtOf(row), digest: row.digest };
  });
  const { stored, alike } = await findEarlier(client, events);
  const repeats = createRepeats();
  for (const { index, id, receivedAt } of alike) {
    const digest = events[index]?.digest;
    if (digest) repeats.addStored(digest, { id, receivedAt });
  }
  const places: Place[] = [];
  for (const [index, event] of events.entries()) {
    if (stored.has(event.id)) continue;
    const sequence = last + places.length + 1;
    places.push({ index, sequence, repeatOf: repeats.repeatOf(event) });
  }
  return { places, firsts: repeats.firsts() };
}
