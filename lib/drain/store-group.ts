import type { Rejected } from "@/lib/spool/rejected";
import type { SpoolPlace, SpoolRecord } from "@/lib/spool/spool";
import {
  type AccountKnowledge,
  DatabaseAway,
  type DrainCommit,
  type DrainedEvent,
  type DrainSink,
  StalePosition,
} from "./sink";
import { type ReceivedDelivery, toDelivery, toEvent, toUndecodedEvent } from "./to-event";

/** This many failures in a row are the database's fault, not the records'. */
const maxRejectedInRow = 100;

export interface DrainLog {
  warn(entry: object, message: string): void;
  error(entry: object, message: string): void;
}

export interface RecordGroup {
  readonly segment: string;
  readonly from: number;
  readonly to: number;
  readonly records: readonly { readonly record: SpoolRecord; readonly end: number }[];
}

interface Piece {
  readonly delivery: ReceivedDelivery;
  readonly knowledge: AccountKnowledge;
  readonly event: DrainedEvent;
  readonly end: number;
}

export interface GroupStoreParts {
  readonly spool: string;
  readonly sink: DrainSink;
  /** Keeps the records that the database refuses in any form. */
  readonly rejected: Pick<Rejected, "put">;
  readonly logger: DrainLog;
  readonly inflateLimitBytes: number;
  /** Told of each commit, with the position that is behind it. */
  readonly onCommit: (commit: DrainCommit, place: SpoolPlace) => void;
  readonly onRejected: () => void;
}

/**
 * Stores groups of records, each with the position behind it. A group that fails because of a
 * record is halved until that record stands alone; it is then stored undecoded, or else set aside.
 * Throws StalePosition and DatabaseAway: the caller then reads the rest again.
 */
export function createGroupStore(parts: GroupStoreParts): (group: RecordGroup) => Promise<void> {
  const { spool, sink, rejected, logger, inflateLimitBytes, onCommit, onRejected } = parts;
  let rejectedInRow = 0;

  async function commit(segment: string, from: number, to: number, events: DrainedEvent[]) {
    onCommit(await sink.commit({ spool, segment, from, to, events }), { segment, end: to });
    if (events.length > 0) rejectedInRow = 0;
  }

  function decode(delivery: ReceivedDelivery, knowledge: AccountKnowledge): DrainedEvent {
    try {
      return toEvent(delivery, knowledge, inflateLimitBytes);
    } catch (cause) {
      logger.error({ err: cause, id: delivery.record.id }, "a delivery can't be decoded");
      return toUndecodedEvent(delivery, knowledge);
    }
  }

  async function toPieces(records: RecordGroup["records"]): Promise<Piece[]> {
    const deliveries = records.map(({ record }) => toDelivery(record));
    const known = await sink.knowledge(
      deliveries.map(({ record: { scope, receiverKeyId }, sender: { webhookId } }) => {
        return { scope, receiverKeyId, webhookId };
      }),
    );
    return deliveries.map((delivery, index) => {
      const knowledge = known(delivery.record.scope);
      const end = records[index]?.end ?? 0;
      return { delivery, knowledge, event: decode(delivery, knowledge), end };
    });
  }

  async function storeAlone(segment: string, from: number, to: number, piece: Piece, why: unknown) {
    const { record } = piece.delivery;
    const place = { id: record.id, segment, from };
    try {
      await commit(segment, from, to, [toUndecodedEvent(piece.delivery, piece.knowledge)]);
      logger.error({ err: why, ...place }, "a delivery could only be stored undecoded");
    } catch (cause) {
      if (isOfAll(cause)) throw cause;
      if (rejectedInRow >= maxRejectedInRow) {
        throw new DatabaseAway("The database takes nothing that comes.", { cause });
      }
      rejected.put(record);
      await commit(segment, from, to, []);
      rejectedInRow += 1;
      onRejected();
      logger.error({ err: cause, ...place }, "a delivery can't be stored, it is set aside");
    }
  }

  async function storePieces(segment: string, from: number, to: number, pieces: readonly Piece[]) {
    try {
      const events = pieces.map(({ event }) => event);
      await commit(segment, from, to, events);
    } catch (cause) {
      if (isOfAll(cause)) throw cause;
      const [first] = pieces;
      if (!first) throw new DatabaseAway("The drain's position can't be moved.", { cause });
      if (pieces.length === 1) return storeAlone(segment, from, to, first, cause);
      const half = Math.ceil(pieces.length / 2);
      const middle = pieces[half - 1]?.end ?? to;
      await storePieces(segment, from, middle, pieces.slice(0, half));
      await storePieces(segment, middle, to, pieces.slice(half));
    }
  }

  return async ({ segment, from, to, records }) => {
    await storePieces(segment, from, to, await toPieces(records));
  };
}

/** Says nothing about what was to be written. */
function isOfAll(cause: unknown): boolean {
  return cause instanceof StalePosition || cause instanceof DatabaseAway;
}
