import type { Client } from "pg";
import type { Logger } from "@/lib/config/logger";
import { startNotificationListener } from "./notification-listener";
import type { PostgresEventBroker } from "./postgres-event-broker";

const retryMs = 1_000;

interface Parts {
  readonly broker: PostgresEventBroker;
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

  const listener = await startNotificationListener({
    connect,
    logger,
    channels: { hookline_events: broker.told, hookline_receiver_keys: refreshKeys },
    async onListening() {
      refreshKeys();
      await broker.catchUp();
    },
  });
  return () => listener.close();
}
