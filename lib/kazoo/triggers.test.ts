import { expect, test } from "vitest";
import { kazooReplaying } from "@/tests/support/kazoo/kazoo-of";
import { envelope, type Step } from "@/tests/support/kazoo/replay-server";

async function triggersFrom(step: Step) {
  const { kazoo } = await kazooReplaying([step]);
  return kazoo.as({ cluster: "test", token: "t" }).listTriggers();
}

test("the recorded triggers come by name, and after them the one that Kazoo doesn't list", async () => {
  const triggers = await triggersFrom("webhooks_available_auth");
  expect(triggers.map(({ id }) => id)).toEqual([
    "parking",
    "channel_answer",
    "channel_bridge",
    "channel_create",
    "channel_destroy",
    "mms",
    "notifications",
    "object",
    "sms",
    "all",
  ]);
});

test("modifiers given as a list are options with the value as their label", async () => {
  const triggers = await triggersFrom("webhooks_available_auth");
  const action = triggers.find(({ id }) => id === "object")?.modifiers[1];
  expect(action).toEqual({
    key: "action",
    description: "A list of object actions to handle",
    options: ["all", "doc_created", "doc_edited", "doc_deleted"].map((value) => ({
      value,
      label: value,
      description: null,
    })),
  });
});

test("modifiers given as a map are options with Kazoo's own words", async () => {
  const triggers = await triggersFrom("webhooks_available_auth");
  const type = triggers.find(({ id }) => id === "notifications")?.modifiers[0];
  expect(type?.description).toBeNull();
  expect(type?.options).toContainEqual({
    value: "voicemail_new",
    label: "New Voicemail Message",
    description: "This event is triggered any time a voicemail message is left",
  });
});

test("a trigger and a modifier of a form nobody knows break nothing", async () => {
  const odd = { id: "teleport", modifiers: { speed: { type: "range", items: 5 }, odd: "x" } };
  const [trigger] = await triggersFrom(envelope(200, { data: [odd] }));
  expect(trigger).toEqual({
    id: "teleport",
    name: "teleport",
    description: null,
    modifiers: [
      { key: "speed", description: null, options: [] },
      { key: "odd", description: null, options: [] },
    ],
  });
});

test("a Kazoo whose webhooks application never ran offers nothing", async () => {
  expect(await triggersFrom(envelope(200, { data: [] }))).toEqual([]);
});
