import { isJsonObject, type JsonObject } from "../json/json";

/** What a client may set: private (`pvt_*`) and internal (`_*`) keys and the id are dropped. */
export function publicFields(data: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(data).filter(([key]) => !/^(pvt_|_)/.test(key) && key !== "id"),
  );
}

/**
 * A PATCH of a user or an account leaves its fields in the reverse of the alphabet
 * (docs/kazoo.md#users).
 */
export function reverseAlphabetical(fields: JsonObject): JsonObject {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? 1 : -1));
  return Object.fromEntries(
    sorted.map(([key, value]) => [key, isJsonObject(value) ? reverseAlphabetical(value) : value]),
  );
}

/** A shallow merge in which a top-level null removes the key (docs/kazoo.md#changing-a-webhook). */
export function mergePatch(stored: JsonObject, patch: JsonObject): JsonObject {
  const merged = { ...stored, ...publicFields(patch) };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}
