import { isUtf8 } from "node:buffer";
import type { Payload } from "@/lib/domain/event";
import {
  type Decoded,
  deepestNesting,
  mostFields,
  tooDeep,
  tooManyFields,
  undecodable,
} from "./decoded";
import { scanJson } from "./scan-json";

const byteOrderMark = 0xfeff;
const unreadable = undecodable("invalid_json", "The body is not valid JSON.");

/** Puts the integers that a double can't hold into quotes, so that no digit is lost. */
function quoteLongIntegers(text: string, spans: readonly (readonly [number, number])[]): string {
  let quoted = "";
  let from = 0;
  for (const [start, end] of spans) {
    quoted += `${text.slice(from, start)}"${text.slice(start, end)}"`;
    from = end;
  }
  return quoted + text.slice(from);
}

/** JSON text → payload or problem; never throws. Integers that no double holds come as strings. */
export function decodeJsonText(text: string): Decoded {
  const scan = scanJson(text);
  if (scan.depth > deepestNesting) return tooDeep;
  if (scan.fields > mostFields) return tooManyFields;
  try {
    const payload: Payload = JSON.parse(text);
    if (scan.longIntegers.length === 0) return { payload, problem: null };
    const exact: Payload = JSON.parse(quoteLongIntegers(text, scan.longIntegers));
    return { payload: exact, problem: null };
  } catch {
    return unreadable;
  }
}

/** A JSON body → payload or problem. Bytes that are not UTF-8 become U+FFFD and are told of. */
export function decodeJson(body: Buffer): Decoded {
  const text = body.toString("utf8");
  const decoded = decodeJsonText(text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text);
  if (decoded.problem || isUtf8(body)) return decoded;
  return {
    payload: decoded.payload,
    problem: {
      code: "invalid_json",
      message: "Some bytes are not UTF-8; they are shown as \ufffd. The raw body has them.",
    },
  };
}
