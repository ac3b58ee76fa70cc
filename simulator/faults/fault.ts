import { isJsonObject, type Json, numberAt, stringAt } from "../json/json";

/** A path and a verb narrow these. */
const API_KINDS = [
  ...["latency", "status", "error", "html", "malformed", "large", "truncated", "reset", "hang"],
  "charges",
] as const;
/** These belong to the cluster or to what it sends. */
const CLUSTER_KINDS = [
  ...["no-webhooks-app", "empty-triggers"],
  ...["slow-delivery", "duplicate-delivery", "reordered-delivery"],
] as const;

export const FAULT_KINDS: readonly string[] = [...API_KINDS, ...CLUSTER_KINDS];
export const isApiKind = (kind: string) => API_KINDS.some((known) => known === kind);

/** A way in which the simulated cluster misbehaves. */
export interface Fault {
  kind: string;
  /** For API requests whose path starts so; default all. */
  pathPrefix?: string;
  method?: string;
  /** Answer of status, error, html, malformed and large; default 503, 503, 502, 200, 200. */
  status?: number;
  /** `message` of the envelope of an `error`. */
  message?: string;
  latencyMs?: number;
  /** Up to so much more, at random but repeatable. */
  jitterMs?: number;
  /** Ends by itself after so many requests or deliveries. */
  times?: number;
}

/** Reads a fault from JSON; undefined when its kind is unknown. */
export function readFault(sent: Json): Fault | undefined {
  if (!isJsonObject(sent)) return undefined;
  const kind = stringAt(sent, "kind") ?? "";
  if (!FAULT_KINDS.includes(kind)) return undefined;
  return {
    kind,
    pathPrefix: stringAt(sent, "pathPrefix"),
    method: stringAt(sent, "method"),
    status: numberAt(sent, "status"),
    message: stringAt(sent, "message"),
    latencyMs: numberAt(sent, "latencyMs"),
    jitterMs: numberAt(sent, "jitterMs"),
    times: numberAt(sent, "times"),
  };
}
