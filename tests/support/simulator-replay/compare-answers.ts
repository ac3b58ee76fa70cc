import { isJsonObject, type Json, type JsonObject } from "@/simulator/json/json";
import { compactJson } from "@/simulator/json/print-json";
import { envelopeOf, type RecordedAnswer } from "./pairs";

/** Differ from run to run, or say how the recording client kept its connection. */
const LIVE_HEADERS = ["date", "content-length", "connection", "keep-alive"];

const hashOnly = (text: string) =>
  text.replace(/^(\d+)-[0-9a-f]{32}$/, "$1-HASH").replace(/^[0-9a-f]{32}$/, "HASH");

function headerValue(name: string, value: string): string {
  if (name === "etag") return hashOnly(value.replaceAll('"', ""));
  if (name === "content-disposition") return value.replace(/_[0-9a-f]+/, "_ID");
  return value;
}

function envelopeValue(key: string, value: Json): string {
  if (key === "revision") return hashOnly(String(value));
  if (key === "node") return String(String(value).length);
  if (key === "version") return String(value).replace(/\d/g, "0");
  // How much is left depends on what came before.
  if (key === "tokens") return isJsonObject(value) ? Object.keys(value).join() : "none";
  return compactJson(value);
}

function flatten(value: Json, path: string, into: Map<string, string>): void {
  if (isJsonObject(value)) {
    into.set(`${path} keys`, Object.keys(value).join());
    for (const [key, item] of Object.entries(value)) flatten(item, `${path}.${key}`, into);
  } else if (Array.isArray(value)) {
    into.set(`${path} length`, String(value.length));
    for (const [index, item] of value.entries()) flatten(item, `${path}.${index}`, into);
  } else into.set(path, compactJson(value));
}

function fieldsOf(answer: RecordedAnswer): Map<string, string> {
  const fields = new Map([["http status", String(answer.status)]]);
  for (const [name, value] of answer.headers) {
    if (!LIVE_HEADERS.includes(name)) fields.set(`header ${name}`, headerValue(name, value));
  }
  const envelope: JsonObject | undefined = envelopeOf(answer);
  if (!envelope) fields.set("body", answer.text);
  for (const [key, value] of Object.entries(envelope ?? {})) {
    if (key === "data") flatten(value, "data", fields);
    else fields.set(key, envelopeValue(key, value));
  }
  if (envelope) fields.set("envelope keys", Object.keys(envelope).join());
  return fields;
}

/** The fields in which two answers differ, each with the recorded and the given value. */
export function compareAnswers(
  recorded: RecordedAnswer,
  given: RecordedAnswer,
): Map<string, string> {
  const expected = fieldsOf(recorded);
  const actual = fieldsOf(given);
  const differences = new Map<string, string>();
  for (const field of new Set([...expected.keys(), ...actual.keys()])) {
    const [left, right] = [expected.get(field), actual.get(field)];
    if (left !== right) differences.set(field, `${left} is ${right}`);
  }
  return differences;
}
