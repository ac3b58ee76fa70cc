import { beforeEach, expect, onTestFinished, test } from "vitest";
import type { AccountScope } from "@/lib/domain/account";
import type { Webhook } from "@/lib/domain/webhook";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import type { KnownWebhookStore } from "@/lib/store/webhooks/known-webhook-store";
import { appendOne } from "@/tests/support/store/append-one";
import { acme, newEvent } from "@/tests/support/store/new-event";
import {
  openTestStore,
  silentLogger,
  temporaryDatabase,
} from "@/tests/support/store/sqlite-event-store";
import { createWebhookNotes } from "./webhook-notes";

const hookId = "b".repeat(32);

let opened: OpenedEventStore;
let isOpen: boolean;
let told: AccountScope[];
async function close(): Promise<void> {
  if (isOpen) await opened.close();
  isOpen = false;
}
beforeEach(async () => {
  const { file, remove } = temporaryDatabase();
  opened = await openTestStore(file);
  isOpen = true;
  told = [];
  onTestFinished(async () => {
    await close();
    remove();
  });
});

function notes(store: KnownWebhookStore = opened.knownWebhookStore, timeoutMs = 10_000) {
  const broker = { refetch: (scope: AccountScope) => told.push(scope) };
  return createWebhookNotes({ knownWebhookStore: store, broker, logger: silentLogger, timeoutMs });
}

function webhook(changes: Partial<Webhook> = {}) {
  return {
    id: hookId,
    name: "Calls",
    trigger: "channel_destroy",
    state: "active",
    ...changes,
  } as const;
}

async function keepApart(webhookId = hookId): Promise<void> {
  const changes = { webhookId, quarantine: "unknown_webhook" } as const;
  await appendOne(opened.eventStore, newEvent({ n: 1 }, changes));
}

test("a list that lets events out of quarantine is told to open pages, one that doesn't is not", async () => {
  await keepApart();
  expect(await notes().listed(acme, [webhook({ id: "another" })], 1_000)).toEqual([]);
  expect(told).toEqual([]);
  await notes().listed(acme, [webhook()], 2_000);
  expect(told).toEqual([acme]);
  expect(await opened.eventStore.countQuarantined(acme)).toBe(0);
});

test("a webhook that was saved lets out what came under its id", async () => {
  await keepApart();
  await notes().saved(acme, webhook());
  expect(told).toEqual([acme]);
  expect(await opened.eventStore.countQuarantined(acme)).toBe(0);
});

test("what Kazoo switched off between two lists is answered, until it is switched on here", async () => {
  expect(await notes().listed(acme, [webhook()], 1_000)).toEqual([]);
  const off = [webhook({ state: "auto-disabled" })];
  expect(await notes().listed(acme, off, 2_000)).toEqual([
    { id: hookId, name: "Calls", lastSeenOnAt: 1_000, seenOffAt: 2_000 },
  ]);
  await notes().saved(acme, webhook());
  expect(await opened.knownWebhookStore.switchedOff(acme)).toEqual([]);
});

test("a webhook that was deleted is told of no more", async () => {
  await notes().listed(acme, [webhook()], 1_000);
  await notes().listed(acme, [webhook({ state: "auto-disabled" })], 2_000);
  await notes().deleted(acme, hookId);
  expect(await opened.knownWebhookStore.switchedOff(acme)).toEqual([]);
});

test("Kazoo's answer goes out while the database fails", async () => {
  await close();
  expect(await notes().listed(acme, [webhook()], 1_000)).toEqual([]);
  await notes().saved(acme, webhook());
  await notes().deleted(acme, hookId);
  expect(told).toEqual([]);
});

test("Kazoo's answer goes out while the database is slow, and open pages are told all the same", async () => {
  await keepApart();
  let answer = (): void => {};
  const slow = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { knownWebhookStore } = opened;
  const saved: KnownWebhookStore["saved"] = async (...args) => {
    await slow;
    return knownWebhookStore.saved(...args);
  };
  await notes({ ...knownWebhookStore, saved }, 20).saved(acme, webhook());
  expect(told).toEqual([]);
  answer();
  await expect.poll(() => told).toEqual([acme]);
});
