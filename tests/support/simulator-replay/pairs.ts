import { readFileSync } from "node:fs";
import {
  isJsonObject,
  type Json,
  type JsonObject,
  objectAt,
  stringAt,
} from "@/simulator/json/json";
import { parseJson } from "@/simulator/json/parse-json";

const folder = new URL("../../fixtures/http-pairs/", import.meta.url);

export interface RecordedAnswer {
  status: number;
  headers: Map<string, string>;
  text: string;
}

/** One request to a genuine Kazoo and its answer. */
export interface Pair {
  name: string;
  method: string;
  path: string;
  headers: [string, string][];
  body: string | undefined;
  answer: RecordedAnswer;
}

function readJson(file: string): Json {
  return parseJson(readFileSync(new URL(file, folder), "utf8"));
}

function headerPairs(value: Json | undefined): [string, string][] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((pair): [string, string][] =>
    Array.isArray(pair) ? [[String(pair[0]), String(pair[1])]] : [],
  );
}

function readPair(name: string): Pair {
  const recorded = readJson(`${name}.json`);
  if (!isJsonObject(recorded)) throw new Error(`${name} is no recorded pair`);
  const request = objectAt(recorded, "request") ?? {};
  const response = objectAt(recorded, "response") ?? {};
  return {
    name,
    method: stringAt(request, "method") ?? "",
    path: stringAt(request, "path") ?? "",
    headers: headerPairs(request.headers),
    body: stringAt(request, "body_text"),
    answer: {
      status: Number(response.status),
      headers: new Map(headerPairs(response.headers)),
      text: stringAt(response, "body_text") ?? "",
    },
  };
}

/** Every recorded pair, in the order in which it happened. */
export function readPairs(): Pair[] {
  const index = readJson("index.json");
  const entries = Array.isArray(index) ? index.filter(isJsonObject) : [];
  return entries.map((entry) => readPair(String(entry.name)));
}

/** The envelope of an answer; undefined for the answers that have none. */
export function envelopeOf(answer: RecordedAnswer): JsonObject | undefined {
  if (!answer.text.startsWith("{")) return undefined;
  const value = parseJson(answer.text);
  return isJsonObject(value) ? value : undefined;
}
