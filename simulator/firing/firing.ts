import { createHash } from "node:crypto";
import { createStopper } from "../clock/create-stopper";
import { webhookDisabledNotification } from "../events/notification-event";
import type { Faults } from "../faults/faults";
import type { Delivery, Webhook } from "../state/documents";
import type { World } from "../state/world";
import { createDeliveryLog } from "./delivery-log";
import { createDisabler } from "./disabler";
import { EncoderCrash } from "./encode-form";
import { fireWebhook } from "./fire-webhook";
import type { FiredEvent } from "./fired-event";
import { createHttpClient } from "./http-client";
import { createLoadedWebhooks } from "./loaded-webhooks";
import { createReordering } from "./reordering";

/**
 * The webhooks application: what it holds in memory and what it sends
 * (docs/kazoo.md#choosing-webhooks and below).
 */
export interface Firing {
  /** An event on the bus; each is handled by a process of its own. */
  publish(event: FiredEvent): void;
  /** The same, resolving when every webhook of the event has been served. */
  fire(event: FiredEvent): Promise<void>;
  onCreated(webhook: Webhook): void;
  onEdited(webhook: Webhook): void;
  unload(hookId: string): void;
  unloadAccount(accountId: string): void;
  /** Drops what is under way and reads the stored webhooks again, as a restarted node does. */
  restart(): void;
  deliveries(): Delivery[];
  clearDeliveries(): void;
  /** Events whose webhooks have not all been served. */
  inProgress(): number;
  close(): void;
}

export function createFiring(world: World, faults: Faults): Firing {
  const life = createStopper();
  let events = createStopper();
  const loaded = createLoadedWebhooks(world);
  const deliveries = createDeliveryLog();
  const client = createHttpClient(world);
  const inOrder = createReordering(faults);
  let running = 0;
  let eventCount = 0;

  const disabler = createDisabler(world, (hookId) => {
    loaded.unload(hookId);
    const accountId = world.webhooks.get(hookId)?.accountId;
    if (accountId) publish(webhookDisabledNotification(world, accountId, hookId));
  });

  /** One after another: a slow receiver delays the event's later webhooks. */
  async function serve(event: FiredEvent, signal: AbortSignal): Promise<void> {
    const parts = { world, client, disabler, deliveries, faults, signal };
    eventCount += 1;
    const number = eventCount;
    for (const webhook of loaded.select(event)) {
      if (signal.aborted) return;
      const seed = `${number}/${webhook.id}/${world.clusterId}`;
      const eventId = () => createHash("md5").update(seed).digest("hex").slice(0, 10);
      await fireWebhook(parts, webhook, event.payload, eventId);
      const isTwice = faults.take("duplicate-delivery") !== undefined;
      if (isTwice) await fireWebhook(parts, webhook, event.payload, eventId);
    }
  }

  async function fire(event: FiredEvent): Promise<void> {
    if (life.signal.aborted || faults.isOn("no-webhooks-app")) return;
    const { signal } = events;
    running += 1;
    try {
      await inOrder(() => serve(event, signal), signal);
    } catch (error) {
      // A null in a form body kills the process: the rest of the webhooks hear nothing.
      if (!(error instanceof EncoderCrash)) throw error;
    } finally {
      running -= 1;
    }
  }

  const publish = (event: FiredEvent) => {
    void fire(event);
  };

  void disabler.run(life.signal);
  return {
    publish,
    fire,
    // Kazoo does not look at `enabled` here: a webhook created disabled fires.
    onCreated: (webhook) => loaded.load(webhook),
    onEdited(webhook) {
      disabler.flush(webhook.id);
      if (webhook.fields.enabled === false) loaded.unload(webhook.id);
      else loaded.load(webhook);
    },
    unload(hookId) {
      disabler.flush(hookId);
      loaded.unload(hookId);
    },
    unloadAccount: (accountId) => loaded.unloadAccount(accountId),
    restart() {
      events.abort();
      events = createStopper();
      loaded.clear();
      disabler.clear();
      for (const webhook of world.webhooks.values()) {
        if (webhook.fields.enabled !== false) loaded.load(webhook);
      }
    },
    deliveries: () => deliveries.list(),
    clearDeliveries: () => deliveries.clear(),
    inProgress: () => running,
    close() {
      life.abort();
      events.abort();
      client.close();
    },
  };
}
