import type { RetentionReason } from "@/lib/domain/retention";
import { type AccountTotals, type OverLimit, overLimit } from "../../../events/over-limit";
import { storedBytesSql } from "../../../events/stored-bytes";
import type { PruneLimits } from "../../../store";
import { numberInRow } from "../number-in-row";
import type { Connection } from "../open-database";
import type { FileRoom } from "./file-room";

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
  const forgetTotals = connection.prepare(
    `update scope set events = 0, bytes = 0
     where id = ? and not exists (select 1 from event where scope_id = scope.id)`,
  );

  /** A limit of the file or the disk, in the bytes that accounts count. */
  function overRoom(accounts: readonly AccountTotals[], limits: PruneLimits): Over | null {
    const { bytes, reason } = room.excess(limits);
    if (bytes <= 0) return null;
    const counted = accounts.reduce((sum, account) => sum + account.bytes, 0);
    const maxBytes = Math.floor(counted * Math.max(1 - bytes / room.usedBytes(), 0));
    const none = { maxEvents: null, maxEventsPerAccount: null, maxBytesPerAccount: null };
    const over = overLimit(accounts, { ...none, maxBytes });
    return over && { ...over, reason };
  }

  function ofAccounts(over: (accounts: readonly AccountTotals[]) => Over | null): DueEvents | null {
    const next = () => over(selectTotals.all().map(toTotals));
    for (let account = next(); account; account = next()) {
      const { id, reason, events, bytes } = account;
      const oldest = selectOldest.all([id, Math.min(events, maxRows)]).map(toDueEvent);
      if (oldest.length > 0) return { events: untilBytes(oldest, bytes), reason };
      // It was counted wrong.
      forgetTotals.run([id]);
    }
    return null;
  }

  return {
    byAgeOrAccount(limits) {
      const { olderThan } = limits;
      const older = olderThan === null ? [] : selectOlder.all([olderThan, maxRows]);
      if (older.length > 0) return { events: older.map(toDueEvent), reason: "age" };
      return ofAccounts((accounts) => overLimit(accounts, { ...limits, maxBytes: null }));
    },
    byRoom: (limits) => ofAccounts((accounts) => overRoom(accounts, limits)),
  };
}
