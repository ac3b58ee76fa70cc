import type { Client } from "pg";
import { z } from "zod";
import type { Logger } from "@/lib/config/logger";
import type { EventBroker } from "./event-broker";
import { startNotificationListener } from "./notification-listener";

const retryMs = 1_000;

/** [cluster, account id, the account's newest sequence] as JSON. */
const noticeSchema = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.tuple([z.string(), z.string(), z.number().int()]));

interface Parts {
  readonly broker: EventBroker;
  readonly receiverKeys: { refresh(): Promise<void> };
  readonly connect: () => Client;
  readonly logger: Logger;
}

/**
 * Takes over what the other processes on the same PostgreSQL write: their events go to the viewers
 * here, their receiver keys are known here. Resolves, once it does, with what ends it.
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
    const parsed = noticeSchema.safeParse(notice);
    if (!parsed.success) return;
    const [cluster, accountId, sequence] = parsed.data;
    broker.told({ cluster, accountId }, sequence);
  }

  const listener = await startNotificationListener({
    connect,
    logger,
    channels: { hookline_events: tellEvents, hookline_receiver_keys: refreshKeys },
    async onListening() {
      refreshKeys();
      await broker.catchUp();
    },
  });
  return () => listener.close();
}
