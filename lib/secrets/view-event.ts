import type { EventDetail, EventPage, EventSummary } from "@/lib/domain/event";
import { isSecretField } from "@/lib/payload/secret-fields";
import { maskSecrets } from "./mask-secrets";
import { maskText, secretMask } from "./mask-text";
import { mentionsSecret } from "./mention-secret";
import type { EventView, ViewedEvent, ViewedPage } from "./viewed-event";

type Brand = Pick<ViewedEvent, keyof ViewedEvent & symbol>;

/** The one place that says an event may be seen: everything that shows one takes the brand. */
function viewed<E extends EventSummary>(event: E): E & Brand {
  return event as E & Brand;
}

function maskFacts(facts: EventSummary["facts"]): EventSummary["facts"] {
  const masked = maskSecrets(facts);
  if (masked === facts) return facts;
  const entries = Object.entries(facts).map(([name, value]) => {
    const shown: unknown = Reflect.get(Object(masked), name);
    return [name, typeof shown === "string" ? shown : value];
  });
  return Object.fromEntries(entries);
}

/** A summary whose facts hold no credential, also where it was stored under an older rule. */
export function viewSummary(event: EventSummary): ViewedEvent {
  const facts = maskFacts(event.facts);
  return viewed(facts === event.facts ? event : { ...event, facts });
}

/** A page of a list as the API gives it. */
export function viewPage(page: EventPage): ViewedPage {
  return { ...page, items: page.items.map(viewSummary) };
}

/** In a delivery that was not decoded whole, the bytes are all there is to judge by. */
function bytesMentionSecret({ payload, problem, bodyBase64 }: EventDetail): boolean {
  if (payload !== null && problem === null) return false;
  return mentionsSecret(atob(bodyBase64));
}

function maskHeader([name, value]: [string, string]): [string, string] {
  return [name, isSecretField(name) ? secretMask : maskText(value)];
}

/**
 * An event as an operator may see it. Unless `reveal`, credentials are masked in payload, facts and
 * headers; body and query are left out when they hold one, for bytes can't be masked safely.
 */
export function viewEvent(event: EventDetail, reveal: boolean): EventView {
  const headers = event.headers.map(maskHeader);
  const payload = event.payload === null ? null : maskSecrets(event.payload);
  const inHeaders = headers.some(([, value], at) => value !== event.headers[at]?.[1]);
  const inBytes =
    payload !== event.payload || mentionsSecret(event.query ?? "") || bytesMentionSecret(event);
  const { facts } = viewSummary(event);
  if (!inHeaders && !inBytes) return viewed({ ...event, facts, secrets: "none" });
  if (reveal) return viewed({ ...event, secrets: "revealed" });
  return viewed({
    ...event,
    facts,
    payload,
    headers,
    ...(inBytes && { bodyBase64: "", query: null }),
    secrets: inBytes ? "masked" : "masked_headers",
  });
}
