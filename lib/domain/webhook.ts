import * as z from "zod/mini";
import { switchedOffAnswerSchema } from "./switched-off";

export const httpVerbs = ["get", "post", "put"] as const;
export const bodyFormats = ["json", "form-data"] as const;

/** Chosen instead of a URL: Hookline's own receiver for this account. */
export const receiveHere = "here";

/**
 * What a person said and what Kazoo did, told apart (docs/kazoo.md#webhook-list):
 * enabled → active; off with a reason → Kazoo switched it off; off without → somebody did.
 */
export const webhookStates = ["active", "disabled", "auto-disabled"] as const;
export type WebhookState = (typeof webhookStates)[number];

const stringPairs = z.record(z.string(), z.string());

export const webhookSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Kazoo's trigger id ("object", "channel_destroy", "all", or one we have never heard of). */
  trigger: z.string(),
  url: z.string(),
  state: z.enum(webhookStates),
  /** Why Kazoo switched it off; null unless the state is auto-disabled. */
  disableReason: z.nullable(z.string()),
  /** True when the URL is one of this account's receivers on this Hookline. */
  receivesHere: z.boolean(),
  /** Monster UI's; null where it is in none. */
  group: z.optional(z.nullable(z.string())),
  /** Null where only the list was readable, not the document itself. */
  detail: z.nullable(
    z.object({
      httpVerb: z.string(),
      format: z.string(),
      retries: z.number(),
      includeSubaccounts: z.boolean(),
      includeInternalLegs: z.boolean(),
      modifiers: stringPairs,
      customData: stringPairs,
      /** Kazoo's revision of the document: another one means that somebody changed it since. */
      revision: z.optional(z.nullable(z.string())),
      /** Headers of the operator's own, which Kazoo 5 sends along. */
      requestHeaders: z.optional(stringPairs),
      /** What else the document holds, in Kazoo's names. */
      otherFields: z.optional(z.record(z.string(), z.unknown())),
    }),
  ),
});

export type Webhook = z.infer<typeof webhookSchema>;

/** Of how many webhooks one request may ask the documents: each costs a request to Kazoo. */
export const maxDocumentsAtOnce = 24;

export const webhookListSchema = z.extend(switchedOffAnswerSchema, {
  items: z.array(webhookSchema),
  nextCursor: z.null(),
});

/** What an operator may set, and what is wrong with it. Kazoo checks the rest and names the field. */
const draftFields = {
  name: z.string().check(z.trim(), z.minLength(1, "Give the webhook a name."), z.maxLength(128)),
  trigger: z.string().check(z.minLength(1, "Choose what fires it.")),
  modifiers: stringPairs,
  customData: stringPairs,
  /** A URL that Kazoo can reach, or "here". */
  url: z.string().check(
    z.trim(),
    z.minLength(1, "Enter the URL that Kazoo should call."),
    z.refine((url) => url === receiveHere || /^https?:\/\/./.test(url), {
      error: "The URL starts with http:// or https://, in lower case.",
    }),
  ),
  httpVerb: z.enum(httpVerbs),
  format: z.enum(bodyFormats),
  retries: z.int().check(z.gte(0), z.lte(4)),
  enabled: z.boolean(),
  includeSubaccounts: z.boolean(),
  includeInternalLegs: z.boolean(),
  /** Monster UI's group; null for none. */
  group: z.optional(
    z.nullable(
      z
        .string()
        .check(z.trim(), z.minLength(1, "Name the group, or leave it empty."), z.maxLength(64)),
    ),
  ),
  requestHeaders: z.optional(stringPairs),
  /** Fields that Hookline doesn't know, in Kazoo's names; a null takes one away. */
  otherFields: z.optional(z.record(z.string(), z.unknown())),
};

const draftShape = z.object(draftFields);
export type WebhookDraft = z.infer<typeof draftShape>;

/** What a new webhook is unless told otherwise. Kazoo's own default is form-data, which loses types. */
export const draftDefaults: Omit<WebhookDraft, "name" | "trigger" | "url"> = {
  modifiers: {},
  customData: {},
  httpVerb: "post",
  format: "json",
  retries: 2,
  enabled: true,
  includeSubaccounts: false,
  includeInternalLegs: true,
};

/** A webhook as an operator drafts it. */
export const webhookDraftSchema = z.extend(draftShape, {
  modifiers: z._default(draftFields.modifiers, draftDefaults.modifiers),
  customData: z._default(draftFields.customData, draftDefaults.customData),
  httpVerb: z._default(draftFields.httpVerb, draftDefaults.httpVerb),
  format: z._default(draftFields.format, draftDefaults.format),
  retries: z._default(draftFields.retries, draftDefaults.retries),
  enabled: z._default(draftFields.enabled, draftDefaults.enabled),
  includeSubaccounts: z._default(draftFields.includeSubaccounts, draftDefaults.includeSubaccounts),
  includeInternalLegs: z._default(
    draftFields.includeInternalLegs,
    draftDefaults.includeInternalLegs,
  ),
});

export type WebhookDraftInput = z.input<typeof webhookDraftSchema>;

/**
 * Only the keys that change. `modifiers` and `customData` go together: Kazoo replaces
 * custom_data whole (docs/kazoo.md#changing-a-webhook).
 */
export const webhookPatchSchema = z
  .partial(draftShape)
  .check(
    z.refine((patch) => Object.keys(patch).length > 0, { error: "Name at least one change." }),
  );

export type WebhookPatch = z.infer<typeof webhookPatchSchema>;
