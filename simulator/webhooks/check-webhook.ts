import { ApiFailure, validationError } from "../http/api-failure";
import { type JsonObject, objectAt, stringAt } from "../json/json";
import type { KazooVersion, Settings } from "../options";
import type { Schema } from "../schema/schema";
import { type ValidationErrors, validate } from "../schema/validate";
import { isAllowedUrl } from "./is-allowed-url";
import { modifierValues, TRIGGER_IDS } from "./trigger-catalogue";

const WEBHOOK_SCHEMA: Schema = {
  fields: {
    custom_data: { type: "object", stringValues: true },
    enabled: { type: "boolean", default: true },
    format: { type: "string", enum: ["form-data", "json"], default: "form-data" },
    hook: { type: "string", required: true, enum: TRIGGER_IDS },
    http_verb: { type: "string", enum: ["get", "post", "put"], default: "post" },
    include_internal_legs: { type: "boolean", default: true },
    include_subaccounts: { type: "boolean" },
    name: { type: "string", required: true },
    retries: { type: "integer", minimum: 0, maximum: 4, default: 2 },
    uri: { type: "string", required: true },
  },
};

/** Schema, URL and modifier checks; returns what Kazoo stores (docs/kazoo.md#webhook-document). */
export function checkWebhook(settings: Settings, sent: JsonObject): JsonObject {
  if (sent.uri !== undefined && typeof sent.uri !== "string") {
    // The URL check of Kazoo crashes on anything but a string.
    throw new ApiFailure({
      status: 500,
      message: "validation failed to run on the server",
      data: {},
    });
  }
  const { value, errors } = validate(WEBHOOK_SCHEMA, sent);
  const uri = stringAt(value, "uri");
  if (uri !== undefined && !isAllowedUrl(uri, settings)) {
    errors.uri = { error: { message: "invalid client URL", value: uri } };
  }
  if (Object.keys(errors).length > 0) throw validationError(errors);
  const missing = checkModifiers(settings.kazoo, value);
  if (Object.keys(missing).length > 0) throw validationError(missing);
  return value;
}

function checkModifiers(version: KazooVersion, webhook: JsonObject): ValidationErrors {
  const errors: ValidationErrors = {};
  const customData = objectAt(webhook, "custom_data") ?? {};
  const prefix = version === "master" ? "custom_data." : "";
  for (const [key, target] of modifierValues(version, stringAt(webhook, "hook") ?? "")) {
    const cause = stringAt(customData, key);
    if (cause === undefined) {
      errors[prefix + key] = { required: { message: "missing required modifier" } };
    } else if (!target.includes(cause)) {
      const message = "value not found in enumerated list of values";
      errors[prefix + key] = { enum: { message, cause, target } };
    }
  }
  return errors;
}
