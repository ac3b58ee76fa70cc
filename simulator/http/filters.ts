import { isJsonObject, type Json, type JsonObject } from "../json/json";
import { parseJson } from "../json/parse-json";
import { compactJson } from "../json/print-json";
import type { StoredDocument } from "../state/documents";

type Filterable = Pick<StoredDocument, "fields" | "created" | "modified">;

function valueAt(fields: JsonObject, dottedKey: string): Json | undefined {
  let value: Json | undefined = fields;
  for (const key of dottedKey.split(".")) {
    value = isJsonObject(value) ? value[key] : undefined;
  }
  return value;
}

function isOneOf(value: Json | undefined, wanted: string): boolean {
  if (value === undefined) return false;
  const text = typeof value === "object" ? compactJson(value) : String(value);
  if (text === wanted) return true;
  if (!wanted.startsWith("[")) return false;
  try {
    const list = parseJson(wanted);
    return Array.isArray(list) && list.some((item) => isOneOf(item, text));
  } catch {
    return false;
  }
}

const hasValue = (value: Json | undefined) =>
  value !== undefined && value !== null && value !== "" && compactJson(value) !== "{}";

/** The query's filters, on the stored document (docs/kazoo.md#lists). */
export function matchesFilters(document: Filterable, query: URLSearchParams): boolean {
  const { fields, created, modified } = document;
  for (const [key, wanted] of query) {
    if (key.startsWith("filter_not_")) {
      if (isOneOf(valueAt(fields, key.slice(11)), wanted)) return false;
    } else if (key.startsWith("filter_")) {
      if (!isOneOf(valueAt(fields, key.slice(7)), wanted)) return false;
    } else if (key === "has_key" && valueAt(fields, wanted) === undefined) return false;
    else if (key === "key_missing" && valueAt(fields, wanted) !== undefined) return false;
    else if (key === "has_value" && !hasValue(valueAt(fields, wanted))) return false;
    else if (key === "value_missing" && hasValue(valueAt(fields, wanted))) return false;
    else if (key === "created_from" && created < Number(wanted)) return false;
    else if (key === "created_to" && created > Number(wanted)) return false;
    else if (key === "modified_from" && modified < Number(wanted)) return false;
    else if (key === "modified_to" && modified > Number(wanted)) return false;
  }
  return true;
}
