import pLimit from "p-limit";
import { expect, onTestFinished, test } from "vitest";
import { listAttempts } from "@/lib/attempts/list-attempts";
import { readLedger } from "@/lib/attempts/read-ledger";
import { recoverEvents } from "@/lib/attempts/recover-events";
import type { EventSummary } from "@/lib/domain/event";
import { type LedgerRow, ledgerOutcomes, ledgerPageSchema } from "@/lib/domain/ledger";
import { recoverReportSchema } from "@/lib/domain/recovery";
import { viewedAttemptPageSchema } from "@/lib/secrets/viewed-attempt";
import { startSimulator } from "@/simulator/simulator";
import { type Mishap, startFaultyWay } from "../../support/deliveries/faulty-way";
import { demoLogin } from "../../support/kazoo/kazoo-operator";
import { startConsoleAndReceiver } from "../../support/receiver/console-and-receiver";
import { until } from "../../support/until";
import "../../support/patience";

const webhookCount = 200;
const perWebhook = 5;
const deliveryCount = webhookCount * perWebhook;
/** By the last digit of a delivery's number: four of ten meet with something. */
const mishaps: readonly (Mishap | null)[] = [
  ...(["refused-answer", "answer-replaced", "lost-before", "lost-behind", "swallowed"] as const),
  ...(["always-lost", null, null, null, null] as const),
];
const outcomes: Readonly<Record<Mishap, LedgerRow["outcome"] | null>> = {
  "refused-answer": "missing",
  "answer-replaced": "disputed",
  "lost-before": "retried",
  "lost-behind": "retried",
  "always-lost": "missing",
  // Kazoo took the 200 for one, and nothing came: neither end knows of it.
  swallowed: null,
};

const webhookOf = (number: number) => Math.floor(number / perWebhook);

function numberIn(body: string): number {
  return Number(/event-(\d+)/.exec(body)?.[1]);
}

/** A thousand deliveries of 200 webhooks, some of them as forms, on a way that is no good. */
async function fireAll(version: "master" | "4.3") {
  const simulator = await startSimulator({ seed: "demo", kazoo: version, rateLimit: false });
  onTestFinished(() => simulator.close());
  const way = await startFaultyWay((body) => mishaps[numberIn(body) % 10] ?? null);
  const { runtime, receiver } = await startConsoleAndReceiver({
    KAZOO_API_URL: simulator.url,
    PUBLIC_URL: way.url,
    RECEIVER_MAX_PER_SECOND: "0",
  });
  way.forwardTo(`http://127.0.0.1:${receiver.port}`);
  const login = await runtime.kazoo.login(demoLogin);
  const { accountId, cluster } = login;
  const scope = { cluster, accountId };
  const key = await runtime.receiverKeys.ensure(scope);
  const uri = runtime.receiverKeys.urlOf(key);

  simulator.world.webhooks.clear();
  const webhookIds = Array.from({ length: webhookCount }, (_, n) => {
    const document = simulator.world.newDocument(accountId, {
      ...{ name: `Webhook ${n}`, hook: "object", uri, http_verb: n % 3 === 0 ? "put" : "post" },
      ...{ format: n % 2 === 0 ? "json" : "form-data", retries: 2, enabled: true },
      custom_data: { type: `type-${n}`, action: "doc_edited" },
    });
    simulator.world.webhooks.set(document.id, document);
    return document.id;
  });
  simulator.restartFiring();
  const from = Date.now() - 1_000;
  const atOnce = pLimit(250);
  const numbers = Array.from({ length: deliveryCount }, (_, number) => number);
  await Promise.all(
    numbers.map((number) =>
      atOnce(() => {
        const type = `type-${webhookOf(number)}`;
        const payload = {
          id: `event-${number}`,
          account_id: accountId,
          action: "doc_edited",
          type,
        };
        return simulator.fire({ accountId, trigger: "object", payload });
      }),
    ),
  );
  const range = { from, to: Date.now() + 5_000 };
  const context = {
    ...runtime,
    kazoo: runtime.kazoo.as(login),
    scope,
    told: runtime.broker.told,
    keptSince: null,
    waitingSince: null,
  };
  const copies = [...way.forwarded.values()].reduce((sum, count) => sum + count, 0);
  await until(async () => (await runtime.eventStore.stats(scope)).events === copies);
  return { simulator, runtime, context, range, numbers, webhookIds, copies, login };
}

type Ledger = Parameters<typeof readLedger>;

async function allRows(
  context: Ledger[0],
  request: Omit<Ledger[1], "limit">,
): Promise<LedgerRow[]> {
  const rows: LedgerRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await readLedger(context, { ...request, cursor, limit: 170 });
    expect(page.attemptsComplete).toBe(true);
    rows.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

test.each(["master", "4.3"] as const)(
  "Kazoo %s: the ledger says of a thousand deliveries what happened to each, and what is missing is recovered once",
  { timeout: 240_000 },
  async (version) => {
    const fired = await fireAll(version);
    const { simulator, runtime, context, range, numbers, webhookIds, copies } = fired;
    const expected = numbers.flatMap((number) => {
      const mishap = mishaps[number % 10] ?? null;
      const outcome = mishap === null ? "arrived" : outcomes[mishap];
      return outcome === null ? [] : [`${webhookIds[webhookOf(number)]} ${outcome}`];
    });
    const failures = simulator.deliveries().filter(({ outcome }) => outcome !== "success").length;

    const rows = await allRows(context, range);
    expect(rows.map(({ webhookId, outcome }) => `${webhookId} ${outcome}`).sort()).toEqual(
      expected.sort(),
    );
    expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).sort((a, b) => b - a));
    expect(rows.reduce((sum, { attempts }) => sum + (attempts?.failed ?? 0), 0)).toBe(failures);
    const eventIds = rows.flatMap(({ eventId }) => eventId ?? []);
    expect(new Set(eventIds).size).toBe(eventIds.length);
    expect(
      rows.filter(({ outcome, eventId }) => (outcome === "missing") !== (eventId === null)),
    ).toEqual([]);

    // As the browser reads it.
    const { counts } = ledgerPageSchema.parse(await readLedger(context, { ...range, limit: 1 }));
    const sums = { arrived: 0, retried: 0, missing: 0, recovered: 0, disputed: 0 };
    for (const hour of counts ?? []) {
      for (const outcome of ledgerOutcomes) sums[outcome] += hour[outcome];
    }
    const of = (outcome: string) => expected.filter((row) => row.endsWith(outcome)).length;
    expect(sums).toEqual({
      arrived: of("arrived"),
      retried: of("retried"),
      missing: of("missing"),
      recovered: 0,
      disputed: of("disputed"),
    });
    const missing = await allRows(context, { ...range, outcome: "missing" });
    expect(missing).toHaveLength(of("missing"));
    const [one] = missing;
    const ofOne = await allRows(context, { ...range, webhookId: one?.webhookId });
    expect(new Set(ofOne.map(({ webhookId }) => webhookId))).toEqual(new Set([one?.webhookId]));

    const child = (await context.kazoo.listDescendants(context.scope.accountId))[0];
    const foreign = { ...context, scope: { ...context.scope, accountId: child?.id ?? "" } };
    expect(await readLedger(foreign, { ...range, limit: 10 })).toMatchObject({
      items: [],
      counts: [],
    });
    expect((await listAttempts(foreign, { ...range, limit: 10 })).items).toEqual([]);

    const live: EventSummary[] = [];
    const received = (event: EventSummary) => void live.push(event);
    const leave = runtime.broker.subscribe(context.scope, { received, refetch: () => {} });
    const request = { ...range, dryRun: false };
    const report = { found: of("missing") + of("disputed"), notRecoverable: [], complete: true };
    const stored = of("disputed");
    expect(await recoverEvents(context, { ...request, dryRun: true })).toEqual({
      ...report,
      alreadyStored: stored,
      recovered: of("missing"),
    });
    expect(await recoverEvents(foreign, request)).toMatchObject({ found: 0, recovered: 0 });
    const attempts = await listAttempts(context, { ...range, limit: 200 });
    expect(viewedAttemptPageSchema.parse(attempts)).toEqual(attempts);
    expect(JSON.stringify(attempts)).not.toContain(
      runtime.receiverKeys.list(context.scope)[0]?.key,
    );
    const both = await Promise.all([
      recoverEvents(context, request),
      recoverEvents(context, request),
    ]);
    expect(both[0].recovered + both[1].recovered).toBe(of("missing"));
    expect(both[0].recovered + both[0].alreadyStored).toBe(report.found);
    expect(recoverReportSchema.parse(await recoverEvents(context, request))).toEqual({
      ...report,
      alreadyStored: report.found,
      recovered: 0,
    });
    await until(() => live.length === of("missing"));
    leave();
    expect(
      new Set(live.map(({ origin, kind, quarantine }) => `${origin} ${kind} ${quarantine}`)),
    ).toEqual(new Set(["recovered object null"]));
    expect((await runtime.eventStore.stats(context.scope)).events).toBe(copies + of("missing"));
    const found = await runtime.eventStore.search(
      context.scope,
      { q: String(live[0]?.facts.id) },
      { limit: 200 },
    );
    expect(found.items.map(({ id }) => id)).toContain(live[0]?.id);
    // What was recovered is missing no more.
    expect(await allRows(context, { ...range, outcome: "missing" })).toEqual([]);
    const after = await allRows(context, { ...range, outcome: "recovered" });
    expect(after.every(({ eventId }) => eventId !== null)).toBe(true);
    expect(after).toHaveLength(of("missing"));
  },
);
