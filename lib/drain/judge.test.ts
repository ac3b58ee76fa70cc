import { describe, expect, it } from "vitest";
import { type Claims, judge } from "./judge";
import type { AccountKnowledge, WebhookKnowledge } from "./sink";

const minute = 60_000;
const receivedAt = 1_783_070_400_500;
/** The Gregorian second of receivedAt. */
const second = 63_950_289_600;
const accountId = "a".repeat(32);

interface Known {
  readonly listedAt?: number;
  readonly webhooks?: Readonly<Record<string, WebhookKnowledge>>;
  readonly keys?: readonly string[];
}

function knowledge({ listedAt, webhooks = {}, keys = ["k1"] }: Known): AccountKnowledge {
  return {
    listedAt: listedAt ?? null,
    webhook: (id) => webhooks[id] ?? null,
    hasKey: (id) => keys.includes(id),
  };
}

function verdict(known: Known, claims: Partial<Claims> = {}) {
  const whole = { accountId, receiverKeyId: "k1", webhookId: "w1", ownerId: accountId, receivedAt };
  return judge({ ...whole, ...claims }, knowledge(known));
}

const alive = { trigger: "object", deletedAt: null };
const listed = { listedAt: receivedAt };

describe("a delivery of a known webhook", () => {
  it("is its own, with its trigger, whoever claims to own it", () => {
    const known = { ...listed, webhooks: { w1: alive } };
    const expected = { webhookId: "w1", trigger: "object", quarantine: null, origin: null };
    expect(verdict(known)).toEqual(expected);
    expect(verdict(known, { ownerId: "f".repeat(32) })).toEqual(expected);
    expect(verdict({ ...known, keys: [] })).toEqual(expected);
  });

  it.each([
    [receivedAt + minute, null],
    [receivedAt - 5 * minute + 1, null],
    [receivedAt - 5 * minute, "unknown_webhook"],
  ])("that was deleted at %i is judged %s", (deletedAt, quarantine) => {
    const known = { webhooks: { w1: { ...alive, deletedAt } } };
    expect(verdict(known)).toMatchObject({ quarantine, trigger: quarantine ? null : "object" });
  });
});

describe("a delivery of an unknown webhook", () => {
  it.each([
    [null, null],
    [receivedAt - 5 * minute, null],
    [receivedAt - 5 * minute + 1, "unknown_webhook"],
    [receivedAt + 365 * 86_400_000, "unknown_webhook"],
  ])("where the list was read at %s is judged %s", (listedAt, quarantine) => {
    expect(verdict(listedAt === null ? {} : { listedAt })).toEqual({
      webhookId: "w1",
      trigger: null,
      quarantine,
      origin: null,
    });
  });

  it("that names another account's webhook is foreign", () => {
    expect(verdict(listed, { ownerId: "f".repeat(32) }).quarantine).toBe("foreign_webhook");
    expect(verdict(listed, { ownerId: null }).quarantine).toBe("unknown_webhook");
  });

  it("is in quarantine under a key that was revoked, also where no list was read", () => {
    expect(verdict({ keys: [] }).quarantine).toBe("revoked_key");
    expect(verdict({ ...listed, keys: [] }).quarantine).toBe("unknown_webhook");
  });
});

describe("a delivery without a webhook's id", () => {
  it("is not judged, but for a key that was revoked", () => {
    const none = { webhookId: null, trigger: null, quarantine: null, origin: null };
    expect(verdict(listed, { webhookId: null })).toEqual(none);
    expect(verdict({ keys: [] }, { webhookId: null }).quarantine).toBe("revoked_key");
  });
});

describe("a delivery of a callflow's webhook action", () => {
  it.each([
    [second, true],
    [second - 300 * 86_400, true],
    [second + 300 * 86_400, true],
    [second - 366 * 86_400, false],
    [second + 366 * 86_400, false],
    [second % 10_000_000_000, false],
    [second * 10, false],
  ])("with the id %i is taken for one: %s", (id, isOne) => {
    const { origin, webhookId, quarantine } = verdict(listed, { webhookId: String(id) });
    expect(origin).toBe(isOne ? "callflow" : null);
    expect(webhookId).toBe(isOne ? null : String(id));
    expect(quarantine).toBe(isOne ? null : "unknown_webhook");
  });

  it("is a webhook's where one has such an id", () => {
    const known = { ...listed, webhooks: { [second]: alive } };
    expect(verdict(known, { webhookId: String(second) })).toMatchObject({
      origin: null,
      webhookId: String(second),
      trigger: "object",
    });
  });
});
