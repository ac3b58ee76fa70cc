import { Kysely } from "kysely";
import type { Pool } from "pg";
import { z } from "zod";
import type { DrainCommit, DrainedEvent, DrainGroup, DrainSink } from "@/lib/drain/sink";
import { toWrittenRow } from "../../events/written-row";
import type { EventDatabase } from "../../kysely/database";
import { createKyselyNotStoredStore } from "../../kysely/kysely-not-stored-store";
import { poolDialect } from "../pool-dialect";
import { rejectAsDatabase } from "../write/failures";
import type { DrainedRow } from "../write/place-rows";
import { minuteOf } from "../write/repeats";
import { createGroupWriter } from "../write/write-group";
import { readKnowledge } from "./read-knowledge";
import { createRelease } from "./release-known";

/** Of two machines one may be behind: what repeats its deliveries is still to be found. */
const digestsKeptMs = 15 * 60_000;

/** As many as 20,000 deliveries a second leave behind until the next call. */
const pruneSql = `
  delete from delivery_digest where ctid = any(array(
    select ctid from delivery_digest where minute < $1 limit 200000
  ))
`;

const positionRow = z.object({ segment: z.string(), offset: z.number().int() });

function toRow(event: DrainedEvent): DrainedRow {
  const { values } = toWrittenRow(event);
  const { scope, body, payload, digest } = event;
  return { scope, values, body, payload, digest };
}

/** The drain's way into a PostgreSQL. */
export function createPostgresDrainSink(pool: Pool): DrainSink {
  const writer = createGroupWriter(pool);
  const release = createRelease(pool);
  const db = new Kysely<EventDatabase>({ dialect: poolDialect(pool) });
  const notStored = createKyselyNotStoredStore(db, { locksRows: true });

  return {
    async positions(spool) {
      const { rows } = await pool
        .query(`select segment, "offset" from drain_position where spool = $1`, [spool])
        .catch(rejectAsDatabase);
      return new Map(
        rows.map((row) => {
          const { segment, offset } = positionRow.parse(row);
          return [segment, offset];
        }),
      );
    },
    knowledge: (claims) => readKnowledge(pool, claims).catch(rejectAsDatabase),
    async commit({ events, ...step }: DrainGroup): Promise<DrainCommit> {
      const { places, totals } = await writer.drain(events.map(toRow), step);
      const stored = places.flatMap(({ index }) => events[index] ?? []);
      const keptApart = stored.filter(({ quarantine }) => quarantine);
      await release(keptApart);
      return {
        newest: totals.map(({ scope, newest }) => ({ scope, sequence: newest })),
        stored: places.length,
        repeats: places.filter(({ repeatOf }) => repeatOf !== null).length,
        quarantined: keptApart.length,
      };
    },
    async forget(spool, segments) {
      await pool
        .query("delete from drain_position where spool = $1 and segment = any($2::text[])", [
          spool,
          segments,
        ])
        .catch(rejectAsDatabase);
    },
    async pruneDigests(before) {
      const minute = minuteOf(Math.min(before, Date.now() - digestsKeptMs));
      await pool.query(pruneSql, [minute]).catch(rejectAsDatabase);
    },
    noteNotStored: (counts) => notStored.note(counts).catch(rejectAsDatabase),
  };
}
