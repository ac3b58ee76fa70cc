import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { Kysely } from "kysely";
import { z } from "zod";
import type { Logger } from "@/lib/config/logger";
import type { EventFilter } from "@/lib/filter/event-filter";
import type { SequenceBounds } from "../../events/event-engine";
import { storedBytes } from "../../events/stored-bytes";
import { writtenColumns } from "../../events/written-columns";
import type { EventDatabase } from "../../kysely/database";
import { createKyselyCallStore } from "../../kysely/kysely-call-store";
import { createKyselyDeliveryStore } from "../../kysely/kysely-delivery-store";
import { createKyselyEventStore } from "../../kysely/kysely-event-store";
import { createKyselyKnownWebhookStore } from "../../kysely/kysely-known-webhook-store";
import { createKyselyNotStoredStore } from "../../kysely/kysely-not-stored-store";
import { createKyselyReceiverKeyStore } from "../../kysely/kysely-receiver-key-store";
import { createKyselyWebhookActivityStore } from "../../kysely/kysely-webhook-activity-store";
import type { OpenedEventStore } from "../../opened-store";
import { callWord } from "../../search/call-word";
import type { WorkerSettings } from "../protocol";
import { boundsOfSpan } from "./bounds-of-span";
import { createCheckpointing } from "./checkpointing";
import { startDatabaseThread } from "./database-thread";
import { toFullTextQuery } from "./full-text";
import { createTextIndexing } from "./text-indexing";
import { matchesByShard, rareMatches } from "./text-matches";
import { workerDialect } from "./worker-dialect";

const lastRow = z.object({ last: z.number().int().nullable() });

// What a step of retention writes into the log, roughly, in bytes.
const loggedPerDrop = 4_096;
const loggedPerShrink = 1024 * 1024;

export interface SqliteEventStoreOptions<Extra, Told> {
  /** Path of the database; made with its folder when absent, readable by its owner only. */
  readonly file: string;
  /** The bundled `build-writer-thread.ts`. */
  readonly workerFile: string | URL;
  readonly logger: Logger;
  readonly readerCount?: number;
  /** What runs in the writer's thread beside the store's tasks; nothing does when absent. */
  readonly companion?: {
    readonly settings: Extra;
    readonly onTold: (told: Told) => void;
  };
}

/** SQLite makes its -wal and -shm files with the mode of the database itself. */
function prepareFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, "a", 0o600));
  chmodSync(file, 0o600);
}

/** Opens the store: one thread that writes, two that read, and once the log has grown one that tidies up. Rejects when the file can't be used. */
export async function openSqliteEventStore<Extra, Told>(
  options: SqliteEventStoreOptions<Extra, Told>,
): Promise<OpenedEventStore> {
  const { file, workerFile, logger, readerCount = 2, companion } = options;
  prepareFile(file);
  let committed = (_lastSequence: number, _bytes: number): void => {};
  const start = (role: WorkerSettings["role"]) =>
    startDatabaseThread(
      role === "writer"
        ? {
            workerFile,
            settings: { role, file, extra: companion?.settings ?? null },
            logger,
            // Nothing is asked before all threads run, and the indexer finds by itself where it has
            // to start.
            onCommitted: (lastSequence, bytes) => committed(lastSequence, bytes),
            onTold: companion?.onTold,
          }
        : { workerFile, settings: { role, file, extra: null }, logger },
    );
  // The writer first: it brings the schema up to date.
  const writer = await start("writer");
  const readers = await Promise.all(Array.from({ length: readerCount }, () => start("reader")));
  const db = new Kysely<EventDatabase>({ dialect: workerDialect(writer, readers) });
  const checkpointing = createCheckpointing(writer, () => start("checkpointer"), logger);
  const textIndexing = createTextIndexing(writer, checkpointing.committed, logger);
  committed = (lastSequence, bytes) => {
    textIndexing.committed(lastSequence);
    checkpointing.committed(bytes);
  };

  async function boundsOf({ from, to }: Pick<EventFilter, "from" | "to">): Promise<SequenceBounds> {
    if (from === undefined && to === undefined) {
      return { atLeast: 0, below: Number.MAX_SAFE_INTEGER };
    }
    return boundsOfSpan(db, from, to);
  }

  const eventStore = createKyselyEventStore(db, {
    async append(rows, { once }) {
      const answer = await writer.run({
        kind: "append",
        once,
        rows: rows.map(({ scope, values, body }) => {
          return { scope, body, values: writtenColumns.map((column) => values[column]) };
        }),
      });
      if (answer.kind !== "appended") throw new Error(`Unexpected answer ${answer.kind}.`);
      const bytes = rows.map(({ values, body }) => storedBytes(values, body.byteLength));
      committed(
        Math.max(0, ...answer.sequences.map((sequence) => sequence ?? 0)),
        bytes.reduce((sum, one) => sum + one, 0),
      );
      return answer.sequences;
    },
    async textMatches(scope, { q, callId }, before) {
      if (q === undefined && callId === undefined) return [null];
      const terms = callId === undefined ? [] : [`scope : ${callWord(callId)}`];
      if (q !== undefined) {
        const words = toFullTextQuery(q);
        if (words === null) return [];
        terms.push(`content_text : (${words})`);
      }
      await textIndexing.caughtUp();
      return matchesByShard(db, scope, terms, before);
    },
    boundsOf,
    async prune(limits) {
      const answer = await writer.run({ kind: "prune", limits });
      if (answer.kind !== "pruned") throw new Error(`Unexpected answer ${answer.kind}.`);
      // Deletions are in the write-ahead log first; the file shrinks when a checkpoint moves them
      // into it.
      checkpointing.committed(
        answer.dropped > 0 ? answer.dropped * loggedPerDrop : loggedPerShrink,
      );
      return answer;
    },
    async close() {
      await textIndexing.end();
      await checkpointing.end();
      await writer.close();
      await Promise.all(readers.map((reader) => reader.close()));
      logger.debug("event store closed");
    },
  });
  return {
    eventStore,
    callStore: createKyselyCallStore(db, {
      boundsOf,
      async linkedTo(scope, callIds, bounds) {
        await textIndexing.caughtUp();
        return rareMatches(db, scope, [`scope : (${callIds.map(callWord).join(" OR ")})`], bounds);
      },
    }),
    receiverKeyStore: createKyselyReceiverKeyStore(db),
    notStoredStore: createKyselyNotStoredStore(db),
    knownWebhookStore: createKyselyKnownWebhookStore(db),
    deliveryStore: createKyselyDeliveryStore(db),
    webhookActivityStore: createKyselyWebhookActivityStore(db),
    async lastSequence() {
      const row = await db
        .selectFrom("event")
        .select(({ fn }) => fn.max("sequence").as("last"))
        .executeTakeFirst();
      return lastRow.parse(row).last ?? 0;
    },
    load: () => ({ unindexedEvents: textIndexing.behind() }),
    async freeDiskBytes() {
      const { bavail, bsize } = await statfs(dirname(file));
      return bavail * bsize;
    },
    close: () => eventStore.close(),
  };
}
