import type { EventDetail, EventSummary, EventView } from "@/lib/domain/event";
import {
  holdsSecret,
  isSecretField,
  maskSecrets,
  mentionsSecret,
  secretMask,
} from "./secret-fields";

/** A summary whose facts hold no credential, also where it was stored under an older rule. */
export function viewSummary(event: EventSummary): EventSummary {
  const names = Object.keys(event.facts);
  if (!names.some(isSecretField)) return event;
  const facts = names.map((name) => [name, isSecretField(name) ? secretMask : event.facts[name]]);
  return { ...event, facts: Object.fromEntries(facts) };
}

/** In a delivery that was not decoded whole, the bytes are all there is to judge by. */
function bytesMentionSecret({ payload, problem, bodyBase64 }: EventDetail): boolean {
  if (payload !== null && problem === null) return false;
  return mentionsSecret(atob(bodyBase64));
}

/**
 * An event as an operator may see it. Unless `reveal`, credentials are masked in payload, facts and
 * headers; body and query are left out when they hold one, for bytes can't be masked safely.
 */
export function viewEvent(event: EventDetail, reveal: boolean): EventView {
  const inHeaders = event.headers.some(([name]) => isSecretField(name));
  const inBytes =
    (event.payload !== null && holdsSecret(event.payload)) ||
    mentionsSecret(event.query ?? "") ||
    bytesMentionSecret(event);
  if (!inHeaders && !inBytes) return { ...event, ...viewSummary(event), secrets: "none" };
  if (reveal) return { ...event, secrets: "revealed" };
  return {
    ...event,
    facts: viewSummary(event).facts,
    payload: event.payload === null ? null : maskSecrets(event.payload),
    headers: event.headers.map(([name, value]) => [name, isSecretField(name) ? secretMask : value]),
    ...(inBytes && { bodyBase64: "", query: null }),
    secrets: inBytes ? "masked" : "masked_headers",
  };
}
