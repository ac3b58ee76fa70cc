import type { Payload } from "@/lib/domain/event";
import { isSecretField } from "@/lib/payload/secret-fields";
import { maskText, secretMask } from "./mask-text";
import { mentionsSecret } from "./mention-secret";

type Fields = { [name: string]: Payload };

/** Payloads are decoded to fewer levels; JSON inside a text may have any number. */
const maxDepth = 250;
/** In a pair, the field that holds the name of what lies under "value". */
const pairNames = ["name", "key", "header", "field"];

function nameOfPair(fields: Fields): string | null {
  if (!Object.hasOwn(fields, "value")) return null;
  const name = pairNames.find((candidate) => typeof fields[candidate] === "string");
  return name ?? null;
}

/** A name that says a credential is needed or set, not which, holds none. */
function isEmpty(value: Payload): boolean {
  return value === null || typeof value === "boolean" || value === "";
}

function maskField(name: string, value: Payload, meant: string, depth: number): Payload {
  if (isSecretField(meant) || isSecretField(name)) return isEmpty(value) ? value : secretMask;
  return mask(value, depth + 1);
}

function maskFields(fields: Fields, depth: number): Payload {
  const pair = nameOfPair(fields);
  const masked = new Map<string, Payload>();
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (value === undefined || name === pair) continue;
    const meant = name === "value" && pair !== null ? String(fields[pair]) : name;
    const shown = maskField(name, value, meant, depth);
    if (shown !== value) masked.set(name, shown);
  }
  if (masked.size === 0) return fields;
  const entries = Object.entries(fields);
  return Object.fromEntries(entries.map(([name, value]) => [name, masked.get(name) ?? value]));
}

function maskList(items: Payload[], depth: number): Payload {
  const masked = items.map((item) => mask(item, depth + 1));
  return masked.some((item, at) => item !== items[at]) ? masked : items;
}

function parseJson(text: string): Payload | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A text that is JSON itself is masked as JSON; what only begins like it is held back whole. */
function maskLeaf(text: string, depth: number): string {
  if (!/^\s*[[{]/.test(text)) return maskText(text);
  const inner = parseJson(text);
  if (inner === undefined) return mentionsSecret(text) ? secretMask : maskText(text);
  const masked = mask(inner, depth + 1);
  return masked === inner ? text : JSON.stringify(masked);
}

function mask(value: Payload, depth: number): Payload {
  if (depth > maxDepth) return secretMask;
  if (typeof value === "string") return maskLeaf(value, depth);
  if (typeof value !== "object" || value === null) return value;
  return Array.isArray(value) ? maskList(value, depth) : maskFields(value, depth);
}

/**
 * The payload with every credential masked: under a name that says so, in `{name, value}` pairs, in
 * JSON inside a text, in URLs. The same object where there is none.
 */
export function maskSecrets(payload: Payload): Payload {
  return mask(payload, 0);
}
