import { z } from "zod";
import type { KazooWebhook, KazooWebhookFields, KazooWebhookListItem } from "./kazoo";

const text = z.string().catch("");

/** Documents older than the rule "string values only" exist; their values are shown as JSON. */
const customDataSchema = z
  .record(z.string(), z.unknown())
  .transform((pairs) =>
    Object.fromEntries(
      Object.entries(pairs).map(([key, value]) => [
        key,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    ),
  )
  .catch({});

/** Monster UI writes an empty one where somebody chose none. */
const groupSchema = z
  .string()
  .nullish()
  .catch(null)
  .transform((group) => group || null);

const knownFields = [
  ...["id", "group", "name", "uri", "hook", "enabled", "http_verb", "format", "retries"],
  ...["include_subaccounts", "include_internal_legs", "custom_data", "custom_request_headers"],
];
/** Kazoo's own, or left behind by it (docs/kazoo.md#changing-a-webhook). */
const keptFromOperators = new Set([...knownFields, "disable_reason", "ui_metadata"]);

function isOther(name: string): boolean {
  return !keptFromOperators.has(name) && !name.startsWith("_") && !name.startsWith("pvt_");
}

function others(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => isOther(name)));
}

/**
 * A webhook document (docs/kazoo.md#webhook-document); what a document lacks is what Kazoo takes
 * for it.
 */
export const webhookDocumentSchema = z
  .looseObject({
    id: z.string().min(1),
    name: text,
    uri: text,
    hook: text,
    enabled: z.boolean().catch(true),
    http_verb: z.string().catch("post"),
    format: z.string().catch("form-data"),
    retries: z.number().catch(2),
    include_subaccounts: z.boolean().catch(false),
    include_internal_legs: z.boolean().catch(true),
    custom_data: customDataSchema,
    group: groupSchema,
    custom_request_headers: customDataSchema.optional(),
  })
  .transform(
    (wire): Omit<KazooWebhook, "revision"> => ({
      id: wire.id,
      name: wire.name,
      trigger: wire.hook,
      url: wire.uri,
      enabled: wire.enabled,
      httpVerb: wire.http_verb,
      format: wire.format,
      retries: wire.retries,
      includeSubaccounts: wire.include_subaccounts,
      includeInternalLegs: wire.include_internal_legs,
      customData: wire.custom_data,
      group: wire.group,
      requestHeaders: wire.custom_request_headers,
      otherFields: others(wire),
    }),
  );

/**
 * An item of the list (docs/kazoo.md#webhook-list). `enabled` comes first: after a re-enable a
 * reason can linger in the document (docs/kazoo.md#changing-a-webhook).
 */
export const webhookListItemSchema = z
  .object({
    id: z.string().min(1),
    name: text,
    uri: text,
    hook: text,
    enabled: z.boolean().catch(true),
    disable_reason: z.string().optional().catch(undefined),
    group: groupSchema,
  })
  .transform(
    ({ id, name, uri, hook, enabled, disable_reason, group }): KazooWebhookListItem => ({
      id,
      name,
      trigger: hook,
      url: uri,
      state: enabled ? "active" : disable_reason ? "auto-disabled" : "disabled",
      disableReason: enabled ? null : (disable_reason ?? null),
      group,
    }),
  );

/** Undefined keys vanish in JSON, so a patch sends what changes and nothing else. */
export function toWire(fields: Partial<KazooWebhookFields>): Record<string, unknown> {
  const { requestHeaders } = fields;
  return {
    ...others(fields.otherFields ?? {}),
    name: fields.name,
    group: fields.group,
    uri: fields.url,
    hook: fields.trigger,
    enabled: fields.enabled,
    http_verb: fields.httpVerb,
    format: fields.format,
    retries: fields.retries,
    include_subaccounts: fields.includeSubaccounts,
    include_internal_legs: fields.includeInternalLegs,
    custom_data: fields.customData,
    custom_request_headers:
      requestHeaders && Object.keys(requestHeaders).length === 0 ? null : requestHeaders,
  };
}

const fieldNames = new Map<string, string>([
  ["name", "name"],
  ["uri", "url"],
  ["group", "group"],
  ["hook", "trigger"],
  ["enabled", "enabled"],
  ["http_verb", "httpVerb"],
  ["format", "format"],
  ["retries", "retries"],
  ["include_subaccounts", "includeSubaccounts"],
  ["include_internal_legs", "includeInternalLegs"],
  ["custom_data", "customData"],
  ["custom_request_headers", "requestHeaders"],
]);

/**
 * Our field for Kazoo's path. Inside custom_data only a modifier can be missing or outside its
 * choices; Kazoo 4.3 names modifiers without the "custom_data." (docs/kazoo.md#webhook-document).
 */
export function webhookFieldName(wirePath: string, rules: readonly string[]): string {
  const known = fieldNames.get(wirePath);
  if (known) return known;
  const header = /^custom_request_headers\.(.+)$/.exec(wirePath)?.[1];
  if (header) return `requestHeaders.${header}`;
  const key = wirePath.replace(/^custom_data\./, "");
  const isModifier = rules.includes("required") || rules.includes("enum");
  return isModifier ? `modifiers.${key}` : key === wirePath ? wirePath : `customData.${key}`;
}
