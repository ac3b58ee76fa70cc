import { expect, it } from "vitest";
import { maxDocumentsAtOnce, type Webhook } from "@/lib/domain/webhook";
import { createDocumentReader } from "./webhook-documents";

const detail: NonNullable<Webhook["detail"]> = {
  httpVerb: "post",
  format: "json",
  retries: 2,
  includeSubaccounts: false,
  includeInternalLegs: true,
  modifiers: {},
  customData: {},
};

const webhook = (id: string): Webhook => ({
  id,
  name: id,
  trigger: "object",
  url: "https://crm.example",
  state: "active",
  disableReason: null,
  receivesHere: false,
  detail: { ...detail, customData: { id } },
});

it("reads what is asked for together in groups, one group at a time", async () => {
  const groups: number[] = [];
  let open = 0;
  let mostOpen = 0;
  const read = createDocumentReader(async (ids) => {
    groups.push(ids.length);
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    await Promise.resolve();
    open -= 1;
    return ids.map(webhook);
  });
  const ids = Array.from({ length: 145 }, (_, index) => `w${index}`);
  const details = await Promise.all(ids.map(read));
  expect(details.map((found) => found?.customData.id)).toEqual(ids);
  expect(Math.max(...groups)).toBe(maxDocumentsAtOnce);
  expect(groups).toHaveLength(Math.ceil(145 / maxDocumentsAtOnce));
  expect(mostOpen).toBe(1);
});

it("answers null for a webhook that Kazoo no longer has", async () => {
  const read = createDocumentReader(async () => [webhook("kept")]);
  expect(await Promise.all([read("kept"), read("gone")])).toMatchObject([{}, null]);
});

it("fails each that was asked for when the group can't be read, and goes on with the next", async () => {
  let failing = true;
  const read = createDocumentReader(async (ids) => {
    if (failing) throw new Error("Kazoo is busy.");
    return ids.map(webhook);
  });
  const outcomes = await Promise.allSettled([read("a"), read("b")]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  failing = false;
  expect(await read("a")).toMatchObject({ customData: { id: "a" } });
});
