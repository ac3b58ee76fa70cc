import type { RetentionReason } from "@/lib/domain/retention";
import { type AccountTotals, type OverLimit, overLimits } from "../../../events/over-limits";
import { storedBytesSql } from "../../../events/stored-bytes";
import type { PruneLimits } from "../../../store";
import { inTransaction } from "../in-transaction";
import { numberInRow } from "../number-in-row";
import type { Connection } from "../open-database";
import type { FileExcess, FileRoom } from "./file-room";

/** Deleted in one step; it may have to be less for the time. */
const maxRows = 128;

export interface DueEvent {
  readonly sequence: number;
  readonly scopeId: number;
  readonly receivedAt: number;
  readonly bytes: number;
}

/** Some of the events that have to go next, oldest first. */
export interface DueEvents {
  readonly events: readonly DueEvent[];
  readonly reason: RetentionReason;
}

type Over = Omit<OverLimit, "reason"> & { readonly reason: RetentionReason };

function toDueEvent(row: unknown): DueEvent {
  return {
    sequence: numberInRow(row, "sequence"),
    scopeId: numberInRow(row, "scope_id"),
    receivedAt: numberInRow(row, "received_at"),
    bytes: numberInRow(row, "bytes"),
  };
}

function toTotals(row: unknown): AccountTotals {
  return {
    id: numberInRow(row, "id"),
    events: numberInRow(row, "events"),
    bytes: numberInRow(row, "bytes"),
  };
}

/** The first of them, until they have so many bytes. */
function untilBytes(events: readonly DueEvent[], bytes: number): readonly DueEvent[] {
  let sum = 0;
  const last = events.findIndex((event) => {
    sum += event.bytes;
    return sum >= bytes;
  });
  return last === -1 ? events : events.slice(0, last + 1);
}

/** Each gives null when its limits hold. */
export interface Due {
  byAgeOrAccount(limits: PruneLimits): DueEvents | null;
  /** By what the file may have of its disk. */
  byRoom(limits: PruneLimits): DueEvents | null;
}

/** Finds events beyond the limits. */
export function prepareDueEvents(connection: Connection, room: FileRoom): Due {
  const columns = `event.sequence, event.scope_id, event.received_at,
    case when event.sequence <= (select estimated_through from retention)
      then (select estimated_bytes from retention) else ${storedBytesSql} end as bytes`;
  const selectOlder = connection.prepare(
    `select ${columns} from scope
     join event on event.scope_id = scope.id and event.received_at < ? limit ?`,
  );
  const selectOldest = connection.prepare(
    `select ${columns} from event where event.scope_id = ? order by event.sequence limit ?`,
  );
  const selectTotals = connection.prepare("select id, events, bytes from scope where events > 0");
  const totals = () => selectTotals.all().map(toTotals);
  const forgetTotals = connection.prepare(
    `update scope set events = 0, bytes = 0
     where id = ? and not exists (select 1 from event where scope_id = scope.id)`,
  );

  /** A limit of the file or the disk, in the bytes that accounts count. */
  function overRoom({ bytes, reason }: FileExcess): readonly Over[] {
    const accounts = totals();
    const counted = accounts.reduce((sum, account) => sum + account.bytes, 0);
    const maxBytes = Math.floor(counted * Math.max(1 - bytes / room.usedBytes(), 0));
    const none = { maxEvents: null, maxEventsPerAccount: null, maxBytesPerAccount: null };
    return overLimits(accounts, { ...none, maxBytes }).map((over) => ({ ...over, reason }));
  }

  /** The oldest of the accounts, each as many as it has too many, as many as one step takes. */
  function oldestOf(over: readonly Over[]): readonly DueEvent[] {
    const oldest: DueEvent[] = [];
    for (const { id, events, bytes } of over) {
      if (oldest.length >= maxRows) break;
      const rows = selectOldest.all([id, Math.min(events, maxRows - oldest.length)]);
      if (rows.length === 0) {
        // The count was wrong, so other accounts may have to give less.
        inTransaction(connection, () => forgetTotals.run([id]));
        break;
      }
      oldest.push(...untilBytes(rows.map(toDueEvent), bytes));
    }
    return oldest;
  }

  function ofAccounts(find: () => readonly Over[]): DueEvents | null {
    for (let over = find(); over[0]; over = find()) {
      const events = oldestOf(over);
      if (events.length > 0) return { events, reason: over[0].reason };
    }
    return null;
  }

  return {
    byAgeOrAccount(limits) {
      const { olderThan, maxEvents, maxEventsPerAccount, maxBytesPerAccount } = limits;
      const older = olderThan === null ? [] : selectOlder.all([olderThan, maxRows]);
      if (older.length > 0) return { events: older.map(toDueEvent), reason: "age" };
      if ((maxEvents ?? maxEventsPerAccount ?? maxBytesPerAccount) === null) return null;
      return ofAccounts(() => overLimits(totals(), { ...limits, maxBytes: null }));
    },
    byRoom(limits) {
      const excess = room.excess(limits);
      return excess.bytes > 0 ? ofAccounts(() => overRoom(excess)) : null;
    },
  };
}
