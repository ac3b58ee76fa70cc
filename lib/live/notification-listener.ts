import type { Client } from "pg";
import type { Logger } from "@/lib/config/logger";

const heartbeatMs = 10_000;
const retryMs = 500;

export interface NotificationListenerOptions {
  readonly connect: () => Client;
  /** What is done with a notification, by channel. */
  readonly channels: Readonly<Record<string, (payload: string) => void>>;
  /** Called each time that notifications begin to come: what came before was missed. */
  readonly onListening: () => Promise<void>;
  readonly logger: Logger;
}

export interface NotificationListener {
  close(): Promise<void>;
}

/**
 * LISTENs on a connection of its own, and on another one when that is lost. Resolves once it
 * listens for the first time; rejects when that fails.
 */
export async function startNotificationListener(
  options: NotificationListenerOptions,
): Promise<NotificationListener> {
  const { connect, channels, onListening, logger } = options;
  let current: Client | null = null;
  let retry: NodeJS.Timeout | undefined;
  let isAway = false;
  let closed = false;

  async function listen(): Promise<void> {
    const client = connect();
    current = client;
    let heartbeat: NodeJS.Timeout | null = null;
    let lost: unknown = null;

    function lose(cause: unknown): void {
      lost ??= cause;
      // While it is connecting, that fails by itself.
      if (!heartbeat || closed) return;
      clearInterval(heartbeat);
      heartbeat = null;
      client.end().catch(() => {});
      isAway = true;
      logger.warn({ err: cause }, "lost the connection for notifications");
      listenAgain();
    }
    client.on("error", lose);
    client.on("end", () => lose(new Error("The database closed the connection.")));
    client.on("notification", ({ channel, payload }) => channels[channel]?.(payload ?? ""));
    try {
      await client.connect();
      for (const channel of Object.keys(channels)) await client.query(`listen ${channel}`);
      await onListening();
      if (lost || closed) throw lost ?? new Error("It was closed meanwhile.");
    } catch (cause) {
      client.end().catch(() => {});
      throw cause;
    }
    if (isAway) logger.info({}, "notifications come again");
    isAway = false;
    // A peer that vanished sends no end: only a question without an answer shows it.
    heartbeat = setInterval(() => client.query("select 1").catch(lose), heartbeatMs);
    heartbeat.unref();
  }

  function listenAgain(): void {
    if (closed) return;
    // Said once, when it was lost: it may be so for hours.
    listen().catch(() => {
      retry = setTimeout(listenAgain, retryMs);
      retry.unref();
    });
  }

  await listen();
  return {
    async close() {
      closed = true;
      clearTimeout(retry);
      await current?.end().catch(() => {});
    },
  };
}
