import Database from "libsql";
import { createDrainSink } from "@/lib/store/sqlite/worker/drain/drain-sink";
import { type Connection, openDatabase } from "@/lib/store/sqlite/worker/open-database";
import { openTestStore, temporaryDatabase } from "../store/sqlite-event-store";
import type { DrainPlace } from "./describe-drain";

export interface SqliteDrainPlace extends DrainPlace {
  readonly file: string;
  /** A connection as the writer's thread has one; closed at the end. */
  connect(): Connection;
}

/** A SQLite file, drained on connections of this thread. */
export async function makeSqliteDrainPlace(): Promise<SqliteDrainPlace> {
  const { file, remove } = temporaryDatabase();
  const store = await openTestStore(file);
  const connections: Connection[] = [];

  function connect(): Connection {
    const connection = openDatabase({ role: "writer", file });
    connections.push(connection);
    return connection;
  }
  return {
    file,
    store,
    connect,
    openSink: () => Promise.resolve(createDrainSink(connect(), { onCommitted: () => {} })),
    refuse(column, text) {
      const other = new Database(file);
      other.exec(`create trigger refuse_${column} before insert on event
        when new.${column} like '%${text}%' begin select raise(abort, 'refused'); end`);
      other.close();
      return Promise.resolve();
    },
    async remove() {
      for (const connection of connections) connection.close();
      await store.close();
      remove();
    },
  };
}
