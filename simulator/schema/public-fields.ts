import type { JsonObject } from "../json/json";

/** What a client may set: private (`pvt_*`) and internal (`_*`) keys and the id are dropped. */
export function publicFields(data: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(data).filter(([key]) => !/^(pvt_|_)/.test(key) && key !== "id"),
  );
}

/** A shallow merge in which a top-level null removes the key (contract 5.5). */
export function mergePatch(stored: JsonObject, patch: JsonObject): JsonObject {
  const merged = { ...stored, ...publicFields(patch) };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}
