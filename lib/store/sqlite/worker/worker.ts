import { parentPort, workerData } from "node:worker_threads";
import type {
  QueryAnswer,
  SqlValue,
  WorkerAnswer,
  WorkerReply,
  WorkerRequest,
  WorkerSettings,
} from "../protocol";
import { codeOf, messageOf } from "./database-failure";
import { inTransaction } from "./in-transaction";
import { migrate } from "./migrate";
import { type Connection, openDatabase } from "./open-database";
import { createPruner } from "./prune-step";
import { createTextIndexer } from "./text-indexer";
import { prepareEventWriter, type WritableRow } from "./write-events";

const statementCacheSize = 200;

function post(reply: WorkerReply): void {
  parentPort?.postMessage(reply);
}

function createQueryRunner(connection: Connection) {
  type Statement = ReturnType<Connection["prepare"]>;
  const statements = new Map<string, Statement>();

  function prepare(sql: string): Statement {
    const known = statements.get(sql);
    if (known) return known;
    const statement = connection.prepare(sql);
    if (statements.size >= statementCacheSize) statements.clear();
    statements.set(sql, statement);
    return statement;
  }

  return (sql: string, parameters: readonly SqlValue[]): QueryAnswer => {
    const statement = prepare(sql);
    if (statement.reader) return { rows: statement.all([...parameters]), changes: 0 };
    // A statement that meets a lock stays half run, and while it does nothing is ever committed;
    // so BEGIN meets it first.
    const { changes } = inTransaction(connection, () => statement.run([...parameters]));
    return { rows: [], changes };
  };
}

function createAppender(connection: Connection) {
  const newWriter = prepareEventWriter(connection);
  return (rows: readonly WritableRow[]): number[] =>
    inTransaction(connection, () => {
      const writer = newWriter();
      const sequences = rows.map((row) => writer.write(row));
      writer.finish();
      return sequences;
    });
}

function serve(connection: Connection, { role, file }: WorkerSettings): void {
  const isWriter = role === "writer";
  const append = isWriter ? createAppender(connection) : null;
  const index = isWriter ? createTextIndexer(connection) : null;
  const prune = isWriter ? createPruner(connection, file) : null;
  const run = createQueryRunner(connection);

  function perform({ task }: WorkerRequest): WorkerAnswer {
    switch (task.kind) {
      case "append":
        if (!append) throw new Error("A reader can't append.");
        return { kind: "appended", sequences: append(task.rows) };
      case "index":
        if (!index) throw new Error("A reader can't index.");
        return index(task.most);
      case "prune":
        if (!prune) throw new Error("A reader can't prune.");
        return prune(task.limits);
      case "query":
        return { kind: "result", result: run(task.sql, task.parameters) };
      case "checkpoint":
        connection.exec("pragma wal_checkpoint (passive)");
        return { kind: "checkpointed" };
      case "close":
        connection.close();
        return { kind: "closed" };
    }
  }

  parentPort?.on("message", (request: WorkerRequest) => {
    try {
      post({ kind: "answer", id: request.id, answer: perform(request) });
    } catch (cause) {
      post({ kind: "failure", id: request.id, message: messageOf(cause), code: codeOf(cause) });
    }
    if (request.task.kind === "close") parentPort?.close();
  });
}

try {
  const settings: WorkerSettings = workerData;
  const connection = openDatabase(settings);
  if (settings.role === "writer") migrate(connection);
  serve(connection, settings);
  post({ kind: "ready" });
} catch (cause) {
  post({ kind: "unusable", message: messageOf(cause) });
  parentPort?.close();
}
