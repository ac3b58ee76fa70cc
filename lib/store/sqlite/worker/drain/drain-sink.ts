import {
  DatabaseAway,
  type DrainCommit,
  type DrainedEvent,
  type DrainGroup,
  type DrainSink,
  StalePosition,
} from "@/lib/drain/sink";
import { writtenColumns } from "../../../events/written-columns";
import { toWrittenRow } from "../../../events/written-row";
import { isOfTheDatabase, messageOf } from "../database-failure";
import { inTransaction } from "../in-transaction";
import type { Connection } from "../open-database";
import type { RecentEntries } from "../recent-entries";
import { entryWith } from "../text-entry";
import { prepareEventWriter, type WrittenEvent } from "../write-events";
import { prepareDrainPositions } from "./drain-positions";
import { prepareKeyUses } from "./key-uses";
import { prepareKnowledge } from "./knowledge";
import { prepareNotStoredNotes } from "./not-stored-notes";
import { prepareRepeats } from "./repeats";

interface DrainSinkOptions {
  /** Given the text of events that the index does not have yet. */
  readonly recent?: RecentEntries;
  /** Told of each commit: the newest sequence there is, and about how many bytes it wrote. */
  readonly onCommitted: (lastSequence: number, bytes: number) => void;
}

interface StoredEvent extends WrittenEvent {
  readonly event: DrainedEvent;
}

interface Written {
  readonly commit: DrainCommit;
  readonly written: readonly StoredEvent[];
  readonly bytes: number;
}

/** Tells failures of the database from failures of the events. */
function guarded<T>(run: () => T): T {
  try {
    return run();
  } catch (cause) {
    if (!isOfTheDatabase(cause)) throw cause;
    throw new DatabaseAway(`The database takes nothing just now: ${messageOf(cause)}`, { cause });
  }
}

/** The drain's way into SQLite, in the writer's thread. */
export function createDrainSink(connection: Connection, options: DrainSinkOptions): DrainSink {
  const { recent, onCommitted } = options;
  const positions = prepareDrainPositions(connection);
  const repeats = prepareRepeats(connection);
  const keyUses = prepareKeyUses(connection);
  const newEventWriter = prepareEventWriter(connection);
  const noteNotStored = prepareNotStoredNotes(connection);
  const knowledge = prepareKnowledge(connection);

  function write(events: readonly DrainedEvent[]): Written {
    const writer = newEventWriter();
    const known = repeats.find(events);
    const newest = new Map<number, DrainCommit["newest"][number]>();
    const counts = { stored: 0, repeats: 0, quarantined: 0 };
    const written: StoredEvent[] = [];
    const sequences: (number | null)[] = [];
    for (const [index, event] of events.entries()) {
      const repeatOf = known.repeatOf(index);
      const { values } = toWrittenRow(event, repeatOf);
      const { scope, body } = event;
      const row = { scope, body, values: writtenColumns.map((column) => values[column]) };
      const stored = writer.write(row);
      sequences.push(stored?.sequence ?? null);
      // It is there already.
      if (!stored) continue;
      counts.stored += 1;
      if (repeatOf !== null) counts.repeats += 1;
      if (event.quarantine) counts.quarantined += 1;
      newest.set(stored.scopeId, { scope, sequence: stored.sequence });
      written.push({ ...stored, event });
    }
    const bytes = writer.finish();
    known.write(sequences);
    keyUses.write(events);
    return { commit: { newest: [...newest.values()], ...counts }, written, bytes };
  }

  /** What is given on is made from the payload that is at hand. */
  function prepareText(written: readonly StoredEvent[]): void {
    for (const { sequence, scopeId, event } of written) {
      if (!recent?.hasRoom()) return;
      const { payload, classification } = event;
      const source = { sequence, scopeId, callId: classification.callId };
      recent.add(
        payload === null ? { sequence, values: null, textLength: 0 } : entryWith(source, payload),
      );
    }
  }

  function commit({ spool, segment, from, to, events }: DrainGroup): DrainCommit {
    const {
      commit: done,
      written,
      bytes,
    } = inTransaction(connection, () => {
      if (!positions.move(spool, segment, from, to)) {
        throw new StalePosition(`Segment ${segment} is not at ${from}.`);
      }
      return write(events);
    });
    keyUses.committed(events);
    prepareText(written);
    onCommitted(written.at(-1)?.sequence ?? 0, bytes);
    return done;
  }

  return {
    positions: (spool) => guarded(() => positions.of(spool)),
    knowledge: () => guarded(() => knowledge()),
    commit: (group) => guarded(() => commit(group)),
    forget: (spool, segments) =>
      guarded(() => inTransaction(connection, () => positions.forget(spool, segments))),
    pruneDigests: (before) =>
      guarded(() => inTransaction(connection, () => repeats.forgetBefore(before))),
    noteNotStored: (counts) =>
      guarded(() => inTransaction(connection, () => noteNotStored(counts))),
  };
}
