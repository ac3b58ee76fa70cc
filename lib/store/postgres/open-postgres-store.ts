import { Kysely, sql } from "kysely";
import pg from "pg";
import { z } from "zod";
import type { Logger } from "@/lib/config/logger";
import type { Payload } from "@/lib/domain/event";
import type { RowToAppend } from "../events/event-engine";
import type { WrittenValues } from "../events/written-row";
import type { EventDatabase } from "../kysely/database";
import { createKyselyCallStore } from "../kysely/kysely-call-store";
import { createKyselyDeliveryStore } from "../kysely/kysely-delivery-store";
import { createKyselyEventStore } from "../kysely/kysely-event-store";
import { createKyselyKnownWebhookStore } from "../kysely/kysely-known-webhook-store";
import { createKyselyNotStoredStore } from "../kysely/kysely-not-stored-store";
import { createKyselyReceiverKeyStore } from "../kysely/kysely-receiver-key-store";
import { createKyselyWebhookActivityStore } from "../kysely/kysely-webhook-activity-store";
import type { OpenedEventStore } from "../opened-store";
import { callWord } from "../search/call-word";
import { startCompanionThread } from "./companion/companion-thread";
import { toTextQuery } from "./full-text";
import { migrate } from "./migrate";
import { connectionSettings, createReadingPool, createWritingPool } from "./pool";
import { poolDialect } from "./pool-dialect";
import { pruneStep } from "./prune/prune-step";
import { tellOfReleased } from "./tell-of-released";
import { unavailable } from "./unavailable";
import { createGroupWriter } from "./write/write-group";

const writingConnections = 1;
const readingConnections = 6;
const listenTimeoutMs = 5_000;

const scopeRow = z.object({ id: z.number().int() });
const counterRow = z.object({ last: z.number().int() });

export interface PostgresEventStoreOptions<Extra, Told> {
  /** postgres://user:password@host:port/database */
  readonly url: string;
  readonly logger: Logger;
  /** What runs in a thread of its own beside the store; nothing does when absent. */
  readonly companion?: {
    /** The bundled `build-drain-thread.ts`. */
    readonly workerFile: string | URL;
    readonly settings: Extra;
    readonly onTold: (told: Told) => void;
  };
}

export interface OpenedPostgresEventStore extends OpenedEventStore {
  /** A connection outside the pools, for LISTEN; not yet connected. */
  newClient(): pg.Client;
}

/** The partitions, by time, bound a search. */
const anywhere = () => Promise.resolve({ atLeast: 0, below: Number.MAX_SAFE_INTEGER });

function payloadOf({ payload }: WrittenValues): Payload | null {
  return typeof payload === "string" ? JSON.parse(payload) : null;
}

async function bringUpToDate(url: string): Promise<void> {
  const client = new pg.Client(connectionSettings(url));
  // The query that a lost connection breaks off rejects.
  client.on("error", () => {});
  await client.connect();
  try {
    await migrate(client);
  } finally {
    await client.end();
  }
}

/** Opens the store on a PostgreSQL. Rejects when it can't be reached or has a newer schema. */
export async function openPostgresEventStore<Extra, Told>(
  options: PostgresEventStoreOptions<Extra, Told>,
): Promise<OpenedPostgresEventStore> {
  const { url, logger, companion } = options;
  await bringUpToDate(url);
  const thread =
    companion &&
    (await startCompanionThread({
      workerFile: companion.workerFile,
      settings: { url, extra: companion.settings },
      logger,
      onTold: companion.onTold,
    }));
  // Apart, so that heavy searches never make an event wait for a connection.
  const writers = createWritingPool(url, writingConnections, logger);
  const readers = createReadingPool(url, readingConnections, logger);
  const db = new Kysely<EventDatabase>({ dialect: poolDialect(readers) });
  const writer = createGroupWriter(writers);
  let appended: Promise<unknown> = Promise.resolve();
  let closing = false;

  async function append(rows: readonly RowToAppend[], once: boolean) {
    const written = rows.map((row) => ({ ...row, payload: payloadOf(row.values) }));
    const { places } = await (once ? writer.appendOnce(written) : writer.append(written));
    const sequences = new Map(places.map(({ index, sequence }) => [index, sequence]));
    return rows.map((_row, index) => sequences.get(index) ?? null);
  }

  const eventStore = createKyselyEventStore(db, {
    append(rows, { once }) {
      if (closing) return Promise.reject(unavailable(new Error("The store is closed.")));
      const written = append(rows, once).catch((cause) => Promise.reject(unavailable(cause)));
      appended = Promise.allSettled([appended, written]);
      return written;
    },
    boundsOf: anywhere,
    async textMatches({ cluster, accountId }, { q }) {
      if (q === undefined) return [null];
      const row = await db
        .selectFrom("scope")
        .select("id")
        .where("cluster", "=", cluster)
        .where("account_id", "=", accountId)
        .executeTakeFirst();
      const query = row ? toTextQuery(scopeRow.parse(row).id, q) : null;
      return query === null ? [] : [sql<boolean>`event.words @@ ${query}::tsquery`];
    },
    prune: (limits) =>
      pruneStep(readers, limits).catch((cause) => Promise.reject(unavailable(cause))),
    async close() {
      closing = true;
      await thread?.close();
      await appended;
      await writers.end();
      await readers.end();
      logger.debug("event store closed");
    },
  });
  return {
    eventStore,
    receiverKeyStore: createKyselyReceiverKeyStore(db),
    notStoredStore: createKyselyNotStoredStore(db, { locksRows: true }),
    deliveryStore: createKyselyDeliveryStore(db),
    callStore: createKyselyCallStore(db, {
      boundsOf: anywhere,
      linkedTo: async (_scope, callIds) => {
        const words = callIds.map(callWord).join(" | ");
        return [
          sql<boolean>`(event.call_id in (${sql.join(callIds)}) or event.words @@ ${words}::tsquery)`,
        ];
      },
    }),
    knownWebhookStore: tellOfReleased(createKyselyKnownWebhookStore(db), readers),
    webhookActivityStore: createKyselyWebhookActivityStore(db),
    load: () => ({ unindexedEvents: null }),
    freeDiskBytes: () => Promise.resolve(null),
    async lastSequence() {
      const { rows } = await readers.query("select last from event_counter");
      return counterRow.parse(rows[0]).last;
    },
    newClient: () => new pg.Client({ ...connectionSettings(url), query_timeout: listenTimeoutMs }),
    close: () => eventStore.close(),
  };
}
