import { isJsonObject, type Json, type JsonObject } from "../json/json";
import { parseJson } from "../json/parse-json";
import { invalidBody } from "./api-failure";

export interface OpenedEnvelope {
  envelope: JsonObject;
  data: JsonObject;
  dataList?: Json[];
}

/** Parses the request envelope; an EMPTY body skips the check for `data` (docs/kazoo.md#errors). */
export function openEnvelope(body: string, contentType: string | undefined): OpenedEnvelope {
  // A text/plain body is not looked at, which later shows as missing fields.
  if (body.trim() === "" || contentType?.startsWith("text/plain")) {
    return { envelope: {}, data: {} };
  }
  const sent = parse(body);
  if (!isJsonObject(sent)) throw invalidJson();
  const envelope = Object.fromEntries(
    Object.entries(sent).map(([key, value]) => [key.toLowerCase().replaceAll("-", "_"), value]),
  );
  const { data } = envelope;
  if (data === undefined || data === null) {
    const message = "Field is required but missing";
    throw invalidBody({ data: { required: { message, value: sent } } });
  }
  if (Array.isArray(data)) return { envelope, data: {}, dataList: data };
  if (!isJsonObject(data)) {
    const target = "object, array";
    const message = `Value did not match type(s): ${target}`;
    throw invalidBody({ data: { type: { message, target, value: data } } });
  }
  return { envelope, data };
}

function parse(body: string): Json {
  try {
    return parseJson(body);
  } catch {
    throw invalidJson();
  }
}

const invalidJson = () =>
  invalidBody({ json: { invalid: { message: "All JSON must be valid", target: "body" } } });
