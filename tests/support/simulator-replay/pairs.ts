import { readFileSync } from "node:fs";
import {
  isJsonObject,
  type Json,
  type JsonObject,
  objectAt,
  stringAt,
} from "@/simulator/json/json";
import { parseJson } from "@/simulator/json/parse-json";

const fixtures = new URL("../../fixtures/", import.meta.url);

/** Folders of recorded pairs: those of a superadmin, and those of ordinary admins on both versions. */
export type PairSet = "http-pairs" | "http-pairs-2/master" | "http-pairs-2/4.3";

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

function readJson(set: PairSet, file: string): Json {
  return parseJson(readFileSync(new URL(`${set}/${file}`, fixtures), "utf8"));
}

function headerPairs(value: Json | undefined): [string, string][] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((pair): [string, string][] =>
    Array.isArray(pair) ? [[String(pair[0]), String(pair[1])]] : [],
  );
}

function readPair(set: PairSet, name: string): Pair {
  const recorded = readJson(set, `${name}.json`);
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
export function readPairs(set: PairSet = "http-pairs"): Pair[] {
  const index = readJson(set, "index.json");
  const entries = Array.isArray(index) ? index.filter(isJsonObject) : [];
  const pairs = entries.map((entry) => readPair(set, String(entry.name)));
  // The second sets are listed by name; what makes something comes first within a second.
  const key = (pair: Pair) => [dateOf(pair), timeOf(pair), pair.answer.status === 201 ? 0 : 1];
  const compare = (a: Pair, b: Pair) => {
    const other = key(b);
    return (
      key(a)
        .map((part, index) => part - (other[index] ?? 0))
        .find((difference) => difference) ?? 0
    );
  };
  return set === "http-pairs" ? pairs : pairs.sort(compare);
}

const dateOf = (pair: Pair) => Date.parse(pair.answer.headers.get("date") ?? "");

/** Kazoo's own clock was half a second ahead of its web server's date. */
export function timeOf(pair: Pair): number {
  const timestamp = stringAt(envelopeOf(pair.answer) ?? {}, "timestamp");
  return Date.parse(timestamp ?? pair.answer.headers.get("date") ?? "");
}

/** The envelope of an answer; undefined for the answers that have none. */
export function envelopeOf(answer: RecordedAnswer): JsonObject | undefined {
  if (!answer.text.startsWith("{")) return undefined;
  const value = parseJson(answer.text);
  return isJsonObject(value) ? value : undefined;
}
