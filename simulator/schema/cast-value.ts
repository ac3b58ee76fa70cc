import type { Json } from "../json/json";
import { JsonNumber } from "../json/json-number";
import type { FieldRule } from "./schema";

/**
 * Kazoo's lenient mode: "3" and "3.0" are 3, 1.5 is 2, "true" is true; anything else stays
 * (docs/kazoo.md#validation).
 */
export function castValue(type: FieldRule["type"], value: Json): Json {
  if (type === "integer") {
    if (typeof value === "number") return Math.round(value);
    if (value instanceof JsonNumber) return Math.round(Number(value.text));
    if (typeof value === "string" && /^[+-]?\d+(\.\d+)?$/.test(value)) {
      return Math.round(Number(value));
    }
  }
  if (type === "boolean") {
    if (value === "true") return true;
    if (value === "false") return false;
  }
  return value;
}
