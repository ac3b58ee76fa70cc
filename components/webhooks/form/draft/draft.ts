import { presets } from "@/lib/domain/preset";
import {
  bodyFormats,
  draftDefaults,
  httpVerbs,
  receiveHere,
  type Webhook,
  type WebhookDraft,
  type WebhookPatch,
  webhookPatchSchema,
} from "@/lib/domain/webhook";
import { triggerName } from "@/lib/format/trigger-words";

export const emptyDraft: WebhookDraft = {
  ...draftDefaults,
  name: "",
  trigger: "",
  url: receiveHere,
  group: null,
};

/** A new webhook to start from: the preset or call trigger asked for, else the first preset. */
export function newDraft(presetId: string | null): WebhookDraft {
  if (presetId?.startsWith("channel_")) {
    return { ...emptyDraft, name: triggerName(presetId), trigger: presetId };
  }
  const preset = presets.find(({ id }) => id === presetId) ?? presets[0];
  if (!preset) return emptyDraft;
  const { name, trigger, modifiers } = preset;
  return { ...emptyDraft, name, trigger, modifiers: { ...modifiers } };
}

/** An existing webhook as the form edits it. Null while only Kazoo's list could be read. */
export function draftOf(webhook: Webhook): WebhookDraft | null {
  const { detail } = webhook;
  if (!detail) return null;
  return {
    name: webhook.name,
    trigger: webhook.trigger,
    modifiers: detail.modifiers,
    customData: detail.customData,
    url: webhook.receivesHere ? receiveHere : webhook.url,
    group: webhook.group ?? null,
    httpVerb: httpVerbs.find((verb) => verb === detail.httpVerb) ?? draftDefaults.httpVerb,
    format: bodyFormats.find((format) => format === detail.format) ?? draftDefaults.format,
    retries: Math.min(4, Math.max(0, detail.retries)),
    enabled: webhook.state === "active",
    includeSubaccounts: detail.includeSubaccounts,
    includeInternalLegs: detail.includeInternalLegs,
    requestHeaders: detail.requestHeaders ?? {},
    otherFields: detail.otherFields ?? {},
  };
}

/** What makes a deleted webhook again, the same receiver key in its URL. */
export function sameAgain(webhook: Webhook): WebhookDraft | null {
  const draft = draftOf(webhook);
  return draft && { ...draft, url: webhook.url };
}

/** A second one like it; `here` sends it to Hookline. */
export function copyOf(webhook: Webhook, here: boolean): WebhookDraft | null {
  const draft = draftOf(webhook);
  if (!draft) return null;
  // Whatever the first one is: Hookline answers 200, so Kazoo has no reason to switch it off.
  if (here) return { ...draft, name: `${draft.name} (here)`, url: receiveHere, enabled: true };
  return { ...draft, name: `${draft.name} (copy)` };
}

/** Those of Kazoo's other fields that changed, with a null for what was taken away. */
function otherFieldsPatch(before: WebhookDraft, after: WebhookDraft): WebhookDraft["otherFields"] {
  const [old, now] = [before.otherFields ?? {}, after.otherFields ?? {}];
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  const changed = [...names].filter(
    (name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]),
  );
  return Object.fromEntries(changed.map((name) => [name, now[name] ?? null]));
}

/** Only what changed; modifiers and custom data go together, as Kazoo replaces both at once. */
export function patchOf(before: WebhookDraft, after: WebhookDraft): WebhookPatch | null {
  const old = new Map(Object.entries(before).map(([name, value]) => [name, JSON.stringify(value)]));
  const changed = Object.fromEntries(
    Object.entries(after).filter(([name, value]) => JSON.stringify(value) !== old.get(name)),
  );
  if (Object.keys(changed).length === 0) return null;
  const pairs = "modifiers" in changed || "customData" in changed;
  return webhookPatchSchema.parse({
    ...changed,
    ...("otherFields" in changed && { otherFields: otherFieldsPatch(before, after) }),
    ...(pairs && { modifiers: after.modifiers, customData: after.customData }),
  });
}
