import { isUtf8 } from "node:buffer";
import type { Payload } from "@/lib/domain/event";
import { decodeJsonText } from "./decode-json";
import { type Decoded, deepestNesting, mostFields, tooDeep, tooManyFields } from "./decoded";
import { parseFormKey } from "./parse-form-key";

type Fields = Record<string, Payload>;

const ownField = { enumerable: true, configurable: true, writable: true } as const;

/** Only the object's own fields count: "constructor" is a name like any other. */
function get(fields: Fields, name: string): Payload | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function set(fields: Fields, name: string, value: Payload): void {
  if (name !== "__proto__") fields[name] = value;
  // Assigned, this name would change what the object is.
  else Object.defineProperty(fields, name, { value, ...ownField });
}

function isFields(value: Payload | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The bytes behind a percent-encoded text, broken escapes left as they are. */
function percentDecodedBytes(text: string): Buffer {
  const latin1 = Buffer.from(text, "utf8")
    .toString("latin1")
    .replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(latin1, "latin1");
}

/** "+" is a space and %XX a byte of UTF-8; `clean` is false if the text has anything else. */
function decodeValue(raw: string): { value: string; clean: boolean } {
  const spaced = raw.includes("+") ? raw.replaceAll("+", " ") : raw;
  if (!spaced.includes("%")) return { value: spaced, clean: true };
  try {
    return { value: decodeURIComponent(spaced), clean: true };
  } catch {
    return { value: percentDecodedBytes(spaced).toString("utf8"), clean: false };
  }
}

/** Kazoo writes an object inside a list as JSON. */
function listItem(value: string): Payload {
  if (!value.startsWith("{")) return value;
  const item = decodeJsonText(value).payload ?? undefined;
  return isFields(item) ? item : value;
}

/**
 * Puts the value at the path. False when another value is in the way; the key is then a plain name.
 */
function place(root: Fields, path: readonly string[], inList: boolean, value: string): boolean {
  let fields = root;
  for (const name of path.slice(0, -1)) {
    const next = get(fields, name) ?? {};
    if (!isFields(next)) return false;
    set(fields, name, next);
    fields = next;
  }
  const name = path.at(-1) ?? "";
  const present = get(fields, name);
  if (inList) {
    const list = present ?? [];
    if (!Array.isArray(list)) return false;
    list.push(listItem(value));
    set(fields, name, list);
    return true;
  }
  if (typeof present === "object") return false;
  set(fields, name, value);
  return true;
}

/**
 * Kazoo's form encoding → payload (docs/kazoo.md#form-bodies). Values are encoded and keys are not,
 * so in a pair the last "=" separates, and what has no "=" belongs to the key behind it: an "&"
 * stood in that key. Segments left empty by empty objects are skipped. A name given twice: the last
 * one counts, as in JSON. Never throws.
 */
export function decodeForm(body: Buffer): Decoded {
  const text = body.toString("utf8");
  let clean = isUtf8(body);
  const root: Fields = {};
  let fields = 0;
  let keyStart = -1;

  for (let start = 0; start <= text.length; ) {
    const ampersand = text.indexOf("&", start);
    const isLast = ampersand === -1;
    const end = isLast ? text.length : ampersand;
    const segment = text.slice(start, end);
    const equals = segment.lastIndexOf("=");
    const keyFrom = keyStart === -1 ? start : keyStart;
    if (equals !== -1 || (isLast && end > keyFrom)) {
      fields += 1;
      if (fields > mostFields) return tooManyFields;
      const key = text.slice(keyFrom, equals === -1 ? end : start + equals);
      const { value, clean: cleanValue } = decodeValue(
        equals === -1 ? "" : segment.slice(equals + 1),
      );
      clean &&= cleanValue;
      if (key.endsWith("]")) {
        const { path, inList } = parseFormKey(key);
        if (path.length > deepestNesting) return tooDeep;
        if (!place(root, path, inList, value)) set(root, key, value);
      } else set(root, key, value);
      keyStart = -1;
    } else if (end > start && keyStart === -1) {
      keyStart = start;
    }
    start = end + 1;
  }

  const message =
    "Some values are not percent-encoded UTF-8; those bytes are shown as \ufffd. The raw bytes are kept.";
  return { payload: root, problem: clean ? null : { code: "invalid_form", message } };
}
