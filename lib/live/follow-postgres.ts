import type { Client } from "pg";
import { z } from "zod";
import type { Logger } from "@/lib/config/logger";
import type { EventBroker } from "./event-broker";
import { startNotificationListener } from "./notification-listener";

const retryMs = 1_000;

/** [cluster, account id, …] as JSON. Whoever may use the database may send anything. */
function noticeOf<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue("This is not JSON.");
        return z.NEVER;
      }
    })
    .pipe(schema);
}
const eventNotice = noticeOf(z.tuple([z.string(), z.string(), z.number().int()]));
const refetchNotice = noticeOf(z.tuple([z.string(), z.string()]));

interface Parts {
  readonly broker: EventBroker;
  readonly receiverKeys: { refresh(): Promise<void> };
  readonly connect: () => Client;
  readonly logger: Logger;
}

/**
 * Follows what any process writes to the same PostgreSQL: new events, events released from
 * quarantine, and receiver keys. Resolves, once it follows, with a function that ends it.
 */
export async function followPostgres(parts: Parts): Promise<() => Promise<void>> {
  const { broker, receiverKeys, connect, logger } = parts;

  function refreshKeys(): void {
    receiverKeys.refresh().catch((cause: unknown) => {
      logger.warn({ err: cause }, "can't read the receiver keys again yet");
      setTimeout(refreshKeys, retryMs).unref();
    });
  }

  function tellEvents(notice: string): void {
    const { data } = eventNotice.safeParse(notice);
    if (data) broker.told({ cluster: data[0], accountId: data[1] }, data[2]);
  }

  function tellRefetch(notice: string): void {
    const { data } = refetchNotice.safeParse(notice);
    if (data) broker.refetch({ cluster: data[0], accountId: data[1] });
  }

  const listener = await startNotificationListener({
    connect,
    logger,
    channels: {
      hookline_events: tellEvents,
      hookline_refetch: tellRefetch,
      hookline_receiver_keys: refreshKeys,
    },
    async onListening() {
      refreshKeys();
      await broker.catchUp();
    },
  });
  return () => listener.close();
}
