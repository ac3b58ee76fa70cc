import { JsonNumber } from "./json-number";

/** A JSON value; `JsonNumber` stands for the numbers that a double cannot hold. */
export type Json = null | boolean | number | JsonNumber | string | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json;
}

export function isJsonObject(value: unknown): value is JsonObject {
  if (typeof value !== "object" || value === null) return false;
  return !Array.isArray(value) && !(value instanceof JsonNumber);
}

export function stringAt(object: JsonObject, key: string): string | undefined {
  const value = object[key];
  return typeof value === "string" ? value : undefined;
}

export function numberAt(object: JsonObject, key: string): number | undefined {
  const value = object[key];
  return typeof value === "number" ? value : undefined;
}

export function objectAt(object: JsonObject, key: string): JsonObject | undefined {
  const value = object[key];
  return isJsonObject(value) ? value : undefined;
}

/** The object without some keys, in the same order. */
export function withoutKeys(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** Drops the keys whose value is undefined, as Kazoo leaves out what it does not know. */
export function defined(object: Record<string, Json | undefined>): JsonObject {
  const kept: [string, Json][] = [];
  for (const [key, value] of Object.entries(object)) {
    if (value !== undefined) kept.push([key, value]);
  }
  return Object.fromEntries(kept);
}
