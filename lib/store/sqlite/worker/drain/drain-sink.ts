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
import { prepareEventWriter } from "../write-events";
import { prepareDrainPositions } from "./drain-positions";
import { prepareKeyUses } from "./key-uses";
import { prepareKnowledge } from "./knowledge";
import { prepareNotStoredNotes } from "./not-stored-notes";
import { prepareRepeats } from "./repeats";

interface DrainSinkOptions {
  /** Told of each commit: the newest sequence there is, and about how many bytes it wrote. */
  readonly onCommitted: (lastSequence: number, bytes: number) => void;
}

/** What fails for the database's sake, told apart from what fails for what was to be written. */
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
  const positions = prepareDrainPositions(connection);
  const repeats = prepareRepeats(connection);
  const keyUses = prepareKeyUses(connection);
  const newEventWriter = prepareEventWriter(connection);
  const noteNotStored = prepareNotStoredNotes(connection);
  const knowledge = prepareKnowledge(connection);

  function write(events: readonly DrainedEvent[]) {
    const writer = newEventWriter();
    const known = repeats.find(events);
    const newest = new Map<string, DrainCommit["newest"][number]>();
    const counts = { stored: 0, repeats: 0, quarantined: 0 };
    for (const [index, event] of events.entries()) {
      const repeatOf = known.repeatOf(index);
      const { values } = toWrittenRow({ ...event, repeatOf });
      const { scope, body } = event;
      const row = { scope, body, values: writtenColumns.map((column) => values[column]) };
      const sequence = writer.write(row);
      // It is there already.
      if (sequence === null) continue;
      counts.stored += 1;
      if (repeatOf !== null) counts.repeats += 1;
      if (event.quarantine) counts.quarantined += 1;
      newest.set(`${scope.accountId} ${scope.cluster}`, { scope, sequence });
    }
    const bytes = writer.finish();
    known.write();
    keyUses.write(events);
    return { commit: { newest: [...newest.values()], ...counts }, bytes };
  }

  function commit({ spool, segment, from, to, events }: DrainGroup): DrainCommit {
    const { commit: done, bytes } = inTransaction(connection, () => {
      if (!positions.move(spool, segment, from, to)) {
        throw new StalePosition(`Segment ${segment} is not at ${from}.`);
      }
      return write(events);
    });
    keyUses.committed(events);
    const last = done.newest.reduce((most, { sequence }) => Math.max(most, sequence), 0);
    options.onCommitted(last, bytes);
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
