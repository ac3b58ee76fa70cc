import type { WebhookDraft } from "@/lib/domain/webhook";
import type { SamplePayload } from "./payload-entry";

type Encoding = Pick<WebhookDraft, "httpVerb" | "format">;

export interface SampleRequest {
  readonly line: string;
  readonly contentType: string | null;
  readonly body: string | null;
}

// Kazoo's form encoder: "+" for a space, everything but unreserved characters escaped.
function formValue(value: string): string {
  return encodeURIComponent(value)
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

function formEncoded(payload: SamplePayload): string {
  return Object.entries(payload)
    .map(([name, value]) => `${name}=${formValue(String(value))}`)
    .join("&");
}

/** The request Kazoo would make of a payload (docs/kazoo.md#request). */
export function encodeSample(url: string, payload: SamplePayload, how: Encoding): SampleRequest {
  if (how.httpVerb === "get") {
    return { line: `GET ${url}?${formEncoded(payload)}`, contentType: null, body: null };
  }
  const line = `${how.httpVerb.toUpperCase()} ${url}`;
  return how.format === "json"
    ? { line, contentType: "application/json", body: JSON.stringify(payload, null, 2) }
    : { line, contentType: "application/x-www-form-urlencoded", body: formEncoded(payload) };
}
