import { numberInRow } from "../number-in-row";
import type { Connection } from "../open-database";

function segmentIn(row: unknown): string {
  return String(Reflect.get(Object(row), "segment"));
}

/** How far each segment of a spool is in the database. */
export function prepareDrainPositions(connection: Connection) {
  const select = connection.prepare(`select segment, "offset" from drain_position where spool = ?`);
  const begin = connection.prepare(
    `insert into drain_position (spool, segment, "offset") values (?, ?, ?) on conflict do nothing`,
  );
  const advance = connection.prepare(
    `update drain_position set "offset" = ? where spool = ? and segment = ? and "offset" = ?`,
  );
  const forget = connection.prepare("delete from drain_position where spool = ? and segment = ?");
  return {
    of(spool: string): ReadonlyMap<string, number> {
      return new Map(
        select.all([spool]).map((row) => [segmentIn(row), numberInRow(row, "offset")]),
      );
    },
    /** Within a transaction. False: it is somewhere else. */
    move(spool: string, segment: string, from: number, to: number): boolean {
      const { changes } =
        from === 0 ? begin.run([spool, segment, to]) : advance.run([to, spool, segment, from]);
      return changes === 1;
    },
    /** Within a transaction. */
    forget(spool: string, segments: readonly string[]): void {
      for (const segment of segments) forget.run([spool, segment]);
    },
  };
}
