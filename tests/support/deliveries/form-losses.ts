import { expect } from "vitest";
import type { Payload } from "@/lib/domain/event";

const clusterId = "6f2d8a1c9b7e4d3fa5c01e2b3d4f5a6b";

function isObject(value: Payload): value is Record<string, Payload> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What Kazoo makes of a payload before it encodes it: custom data laid over the top level, its
 * type and action dropped, its new fields behind the payload's in reverse, cluster_id last.
 */
export function withOverlay(payload: Payload, customData: Payload): Record<string, Payload> {
  const fields = isObject(payload) ? Object.entries(payload) : [];
  const custom = isObject(customData) ? Object.entries(customData) : [];
  const overlay = new Map(custom.filter(([name]) => name !== "type" && name !== "action"));
  const merged = new Map(fields.map(([name, value]) => [name, overlay.get(name) ?? value]));
  for (const [name, value] of [...overlay].reverse()) merged.set(name, merged.get(name) ?? value);
  merged.set("cluster_id", clusterId);
  return Object.fromEntries(merged);
}

/** A list inside a list is flattened to bytes: numbers are bytes, texts are joined. */
function mangled(list: readonly Payload[]): string {
  return list
    .map((item) => (typeof item === "number" ? String.fromCharCode(item) : String(item)))
    .join("");
}

/** Erlang writes floats its own way ("1.0e+8"), so a number is judged by its value. */
function scalar(value: Payload): unknown {
  if (typeof value !== "number") return String(value);
  return expect.toSatisfy((text) => typeof text === "string" && Number(text) === value);
}

function listItem(item: Payload): unknown {
  if (Array.isArray(item)) return mangled(item);
  // Objects in a list travel as JSON and keep their types.
  return isObject(item) ? item : scalar(item);
}

function field(value: Payload): unknown {
  if (Array.isArray(value)) return value.map(listItem);
  return isObject(value) ? whatFormKeeps(value) : scalar(value);
}

/** Whether encoding the value leaves any segment behind: empty objects and lists vanish. */
function survives(value: Payload): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return !isObject(value) || Object.values(value).some(survives);
}

/**
 * What is left of a payload after Kazoo's form encoding, as an expectation for toEqual: leaves are
 * text, empty objects and lists are gone, lists in lists are mangled. Keys that hold brackets are
 * another loss: they can't be told from nesting, so they are not handled here.
 */
export function whatFormKeeps(payload: Record<string, Payload>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(payload)
      .filter(([, value]) => survives(value))
      .map(([name, value]) => [name, field(value)]),
  );
}
