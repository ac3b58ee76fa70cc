import { isJsonObject, type Json, type JsonObject } from "../json/json";
import { castValue } from "./cast-value";
import type { FieldRule, Schema } from "./schema";

/** Errors as docs/kazoo.md#validation has them: dotted path to one rule object. */
export type ValidationErrors = Record<string, JsonObject>;

export interface Validated {
  value: JsonObject;
  errors: ValidationErrors;
}

/** Checks, casts and completes a document as Kazoo stores it: defaults follow the sent fields. */
export function validate(schema: Schema, sent: JsonObject): Validated {
  const errors: ValidationErrors = {};
  const value: JsonObject = { ...sent };
  for (const [name, rule] of Object.entries(schema.fields)) {
    const given = sent[name];
    if (given === undefined) {
      if (rule.required) {
        errors[name] = {
          required: { message: "Field is required but missing", value: name },
        };
      } else if (rule.default !== undefined) value[name] = structuredClone(rule.default);
      continue;
    }
    const cast = castValue(rule.type, given);
    value[name] = cast;
    Object.assign(errors, checkField(name, rule, cast));
  }
  if (schema.closed) {
    for (const name of Object.keys(sent)) {
      if (!(name in schema.fields)) errors[name] = closedError(sent[name] ?? null);
    }
  }
  return { value, errors };
}

function checkField(name: string, rule: FieldRule, value: Json): ValidationErrors {
  if (rule.enum && !(typeof value === "string" && rule.enum.includes(value))) {
    return { [name]: enumError(rule.enum, value) };
  }
  if (!hasType(rule.type, value)) return { [name]: typeError(rule.type, value) };
  const problem =
    typeof value === "string"
      ? checkString(rule, value)
      : typeof value === "number"
        ? checkNumber(rule, value)
        : undefined;
  if (problem) return { [name]: problem };
  if (!rule.stringValues || !isJsonObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => typeof item !== "string")
      .map(([key, item]) => [`${name}.${key.replaceAll(".", "%2E")}`, typeError("string", item)]),
  );
}

function checkString(rule: FieldRule, value: string): JsonObject | undefined {
  const length = [...value].length;
  if (rule.minLength !== undefined && length < rule.minLength) {
    const message = `String must be at least ${rule.minLength} characters`;
    return { minLength: { message, target: rule.minLength, cause: value, value } };
  }
  if (rule.maxLength !== undefined && length > rule.maxLength) {
    const message = `String must not be more than ${rule.maxLength} characters`;
    return { maxLength: { message, target: rule.maxLength, cause: value, value } };
  }
  if (rule.pattern && !rule.pattern.test(value)) {
    const message = `Failed to match pattern '${rule.pattern.source}'`;
    return { pattern: { message, target: rule.pattern.source, value } };
  }
  return undefined;
}

function checkNumber(rule: FieldRule, value: number): JsonObject | undefined {
  if (rule.minimum !== undefined && value < rule.minimum) {
    const message = `Value must be at least ${rule.minimum}`;
    return { minimum: { message, target: rule.minimum, value } };
  }
  if (rule.maximum !== undefined && value > rule.maximum) {
    const message = `Value must be at most ${rule.maximum}`;
    return { maximum: { message, target: rule.maximum, value } };
  }
  return undefined;
}

/** Says what is allowed, whatever the type of the value. */
function enumError(allowed: readonly string[], value: Json): JsonObject {
  const message = "Value not found in enumerated list of values";
  return { enum: { message, target: [...allowed], value } };
}

function hasType(type: FieldRule["type"], value: Json): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isJsonObject(value);
  return typeof value === type;
}

export function typeError(type: string, value: Json): JsonObject {
  const message = `Value did not match type(s): ${type}`;
  return { type: { message, target: type, value } };
}

function closedError(value: Json): JsonObject {
  const message = "Strict checking of data is enabled; only include schema-defined properties";
  return { additionalProperties: { message, value } };
}
