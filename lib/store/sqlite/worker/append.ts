import type { WritableRow } from "../protocol";
import { inTransaction } from "./in-transaction";
import type { Connection } from "./open-database";
import { prepareEventWriter } from "./write-events";

/** Writes events in one transaction; gives their sequences. */
export function createAppender(
  connection: Connection,
): (rows: readonly WritableRow[]) => readonly number[] {
  const newWriter = prepareEventWriter(connection);
  return (rows) =>
    inTransaction(connection, () => {
      const writer = newWriter();
      const sequences = rows.map((row) => {
        const written = writer.write(row);
        if (!written) throw new Error("There is an event of this id already.");
        return written.sequence;
      });
      writer.finish();
      return sequences;
    });
}
