import type { WritableRow } from "../protocol";
import { inTransaction } from "./in-transaction";
import type { Connection } from "./open-database";
import { prepareEventWriter } from "./write-events";

/** Writes events in one transaction; gives their sequences, with `once` null for one that is there already. */
export function createAppender(
  connection: Connection,
): (rows: readonly WritableRow[], once: boolean) => readonly (number | null)[] {
  const newWriter = prepareEventWriter(connection);
  return (rows, once) =>
    inTransaction(connection, () => {
      const writer = newWriter();
      const sequences = rows.map((row) => {
        const written = writer.write(row);
        if (!written && !once) throw new Error("There is an event of this id already.");
        return written?.sequence ?? null;
      });
      writer.finish();
      return sequences;
    });
}
