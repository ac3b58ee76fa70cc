import * as z from "zod";
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
  disableReason: z.string().nullable(),
  /** True when the URL is one of this account's receivers on this Hookline. */
  receivesHere: z.boolean(),
  /** Null where only the list was readable, not the document itself. */
  detail: z
    .object({
      httpVerb: z.string(),
      format: z.string(),
      retries: z.number(),
      includeSubaccounts: z.boolean(),
      includeInternalLegs: z.boolean(),
      modifiers: stringPairs,
      customData: stringPairs,
    })
    .nullable(),
});

export type Webhook = z.infer<typeof webhookSchema>;

/** Of how many webhooks one request may ask the documents: each costs a request to Kazoo. */
export const maxDocumentsAtOnce = 24;

export const webhookListSchema = switchedOffAnswerSchema.extend({
  items: z.array(webhookSchema),
  nextCursor: z.null(),
});

/** What an operator may set, and what is wrong with it. Kazoo checks the rest and names the field. */
const draftFields = {
  name: z.string().trim().min(1, "Give the webhook a name.").max(128),
  trigger: z.string().min(1, "Choose what fires it."),
  modifiers: stringPairs,
  customData: stringPairs,
  /** A URL that Kazoo can reach, or "here". */
  url: z
    .string()
    .trim()
    .min(1, "Enter the URL that Kazoo should call.")
    .refine((url) => url === receiveHere || /^https?:\/\/./.test(url), {
      message: "The URL starts with http:// or https://, in lower case.",
    }),
  httpVerb: z.enum(httpVerbs),
  format: z.enum(bodyFormats),
  retries: z.number().int().min(0).max(4),
  enabled: z.boolean(),
  includeSubaccounts: z.boolean(),
  includeInternalLegs: z.boolean(),
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
export const webhookDraftSchema = draftShape.extend({
  modifiers: draftFields.modifiers.default(draftDefaults.modifiers),
  customData: draftFields.customData.default(draftDefaults.customData),
  httpVerb: draftFields.httpVerb.default(draftDefaults.httpVerb),
  format: draftFields.format.default(draftDefaults.format),
  retries: draftFields.retries.default(draftDefaults.retries),
  enabled: draftFields.enabled.default(draftDefaults.enabled),
  includeSubaccounts: draftFields.includeSubaccounts.default(draftDefaults.includeSubaccounts),
  includeInternalLegs: draftFields.includeInternalLegs.default(draftDefaults.includeInternalLegs),
});

export type WebhookDraftInput = z.input<typeof webhookDraftSchema>;

/**
 * Only the keys that change. `modifiers` and `customData` go together: Kazoo replaces
 * custom_data whole (docs/kazoo.md#changing-a-webhook).
 */
export const webhookPatchSchema = draftShape
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, { message: "Name at least one change." });

export type WebhookPatch = z.infer<typeof webhookPatchSchema>;
