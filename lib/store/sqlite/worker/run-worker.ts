import { parentPort, workerData } from "node:worker_threads";
import type { WorkerAnswer, WorkerReply, WorkerRequest, WorkerSettings } from "../protocol";
import { createAppender } from "./append";
import { codeOf, messageOf } from "./database-failure";
import { migrate } from "./migrate";
import { type Connection, openDatabase } from "./open-database";
import { createPruner } from "./prune-step";
import { createQueryRunner } from "./query-runner";
import { createRecentEntries, type RecentEntries } from "./recent-entries";
import { createTextIndexer } from "./text-indexer";

/** What the writer's thread lends to that which runs in it beside the tasks. */
export interface WriterHost<Told> {
  readonly connection: Connection;
  /** The database. */
  readonly file: string;
  tell(told: Told): void;
  /** To be called after each commit: the newest event, and about how many bytes it wrote. */
  committed(lastSequence: number, bytes: number): void;
  /** To be given the text of what was committed. */
  readonly recent: RecentEntries;
}

/** Runs in the writer's thread, on its connection, between the tasks. */
export interface Companion {
  /** Whether there is room for the text index to grow. */
  hasRoom(): boolean;
  /** Resolves once the connection is no longer used. */
  end(): Promise<void>;
}

export type StartCompanion<Extra, Told> = (extra: Extra, host: WriterHost<Told>) => Companion;

function createWriterTasks(
  connection: Connection,
  file: string,
  recent: RecentEntries,
  companion: Companion | null,
) {
  const append = createAppender(connection);
  const index = createTextIndexer(connection, recent);
  const prune = createPruner(connection, file);
  return {
    append,
    prune,
    index: (most: number) => index(most, companion?.hasRoom() ?? true),
  };
}

function serve<Extra, Told>(
  settings: WorkerSettings<Extra>,
  startCompanion: StartCompanion<Extra, Told>,
): void {
  const { role, file, extra } = settings;
  const post = (reply: WorkerReply<Told>): void => parentPort?.postMessage(reply);
  const connection = openDatabase(settings);
  if (role === "writer") migrate(connection);
  const recent = createRecentEntries();
  const host: WriterHost<Told> = {
    connection,
    file,
    recent,
    tell: (told) => post({ kind: "told", told }),
    committed: (lastSequence, bytes) => post({ kind: "committed", lastSequence, bytes }),
  };
  const companion = role === "writer" && extra !== null ? startCompanion(extra, host) : null;
  const writer = role === "writer" ? createWriterTasks(connection, file, recent, companion) : null;
  const run = createQueryRunner(connection);

  function perform({ task }: WorkerRequest): WorkerAnswer {
    switch (task.kind) {
      case "query":
        return { kind: "result", result: run(task.sql, task.parameters) };
      case "checkpoint":
        connection.exec("pragma wal_checkpoint (passive)");
        return { kind: "checkpointed" };
      case "close":
        connection.close();
        return { kind: "closed" };
    }
    if (!writer) throw new Error("A reader can't write.");
    switch (task.kind) {
      case "append":
        return { kind: "appended", sequences: writer.append(task.rows, task.once) };
      case "index":
        return writer.index(task.most);
      case "prune":
        return writer.prune(task.limits);
    }
  }

  function answer(request: WorkerRequest): void {
    const { id } = request;
    try {
      post({ kind: "answer", id, answer: perform(request) });
    } catch (cause) {
      post({ kind: "failure", id, message: messageOf(cause), code: codeOf(cause) });
    }
  }

  async function close(request: WorkerRequest): Promise<void> {
    await companion?.end();
    answer(request);
    parentPort?.close();
  }

  parentPort?.on("message", (request: WorkerRequest) => {
    if (request.task.kind === "close") void close(request);
    else answer(request);
  });
  post({ kind: "ready" });
}

/** The whole of a database thread. `startCompanion` is called in the writer's that is given `extra`. */
export function runWorker<Extra, Told>(startCompanion: StartCompanion<Extra, Told>): void {
  try {
    serve(workerData, startCompanion);
  } catch (cause) {
    const reply: WorkerReply<Told> = { kind: "unusable", message: messageOf(cause) };
    parentPort?.postMessage(reply);
    parentPort?.close();
  }
}
