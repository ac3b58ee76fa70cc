import { readFileSync } from "node:fs";
import { isJsonObject, type JsonObject, objectAt, stringAt } from "@/simulator/json/json";
import { parseJson } from "@/simulator/json/parse-json";

const folder = new URL("../../fixtures/captures/", import.meta.url);

/** One recorded delivery of a genuine Kazoo, or one that it could not send. */
export interface Capture {
  set: string;
  name: string;
  verb: string;
  format: string;
  /** The webhook document and the payload; the live and responses sets don't tell them. */
  hook?: JsonObject;
  payload?: JsonObject;
  /** The exact bytes, read as latin1; absent when nothing was sent. */
  bytes?: string;
}

function parsed(file: string): JsonObject[] {
  const value = parseJson(readFileSync(new URL(file, folder), "utf8"));
  return (Array.isArray(value) ? value : [value]).filter(isJsonObject);
}

function payloadOf(entry: JsonObject): JsonObject | undefined {
  const payload = objectAt(entry, "payload");
  const file = payload && stringAt(payload, "$file");
  return file ? parsed(file)[0] : payload;
}

let index: JsonObject[] | undefined;

export function readCaptures(set: string): Capture[] {
  index ??= parsed("index.json");
  return index
    .filter((entry) => entry.set === set)
    .map((entry) => {
      const file = stringAt(entry, "file");
      return {
        set,
        name: stringAt(entry, "name") ?? "",
        verb: stringAt(entry, "verb") ?? "",
        format: stringAt(entry, "format") ?? "",
        hook: objectAt(entry, "hook"),
        payload: payloadOf(entry),
        bytes: file && readFileSync(new URL(file, folder), "latin1"),
      };
    });
}

export const headerIn = (bytes: string, name: string) =>
  new RegExp(`\\r\\n${name}: (.*)\\r\\n`).exec(bytes)?.[1] ?? "";

/** The receiver's port differs from run to run; the recorded ones are written in its place. */
export const withPort = (bytes: string, port: number | string) =>
  bytes.replace(/(\r\nhost: [^\r]*?):\d+\r\n/, `$1:${port}\r\n`);
