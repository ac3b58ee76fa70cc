import type { CallDirection } from "@/lib/domain/call";
import type { Leg } from "./build-leg";

type Side = "inside" | "outside" | null;

/** What may be at the end of a leg that is the account's own. */
const endpointTypes = new Set(["device", "user", "mobile"]);
const isEndpoint = (leg: Leg) => endpointTypes.has(leg.authorizingType ?? "");

/** Where a leg that came in came from (docs/kazoo.md#calls); null: nothing tells. */
function originOf(leg: Leg): Side {
  if (isEndpoint(leg)) return "inside";
  if (leg.authorizingType === "resource" || leg.inception !== null) return "outside";
  return null;
}

/** Where a leg that Kazoo rang for another one leads. */
function targetOf(leg: Leg, origin: Side, root: Leg): Side {
  if (leg.resourceId !== null || leg.isForwarded) return "outside";
  const isCallersOwn = leg.authorizingId !== null && leg.authorizingId === root.authorizingId;
  if (isEndpoint(leg) && !isCallersOwn) return "inside";
  // A leg to a carrier has no authority, or the caller's own.
  return origin === "inside" && (isCallersOwn || leg.authorizingType === null) ? "outside" : null;
}

/** Whose call it is, as the account sees it: it takes both ends to tell. */
export function accountDirection(root: Leg, rung: readonly Leg[]): CallDirection {
  const origin = root.direction === "inbound" ? originOf(root) : null;
  if (origin === null) return "unknown";
  const answered = rung.filter(({ wasAnswered }) => wasAnswered === true);
  const targets = (answered.length > 0 ? answered : rung).map((leg) => targetOf(leg, origin, root));
  if (targets.includes("inside")) return origin === "outside" ? "inbound" : "internal";
  if (targets.includes(null)) return "unknown";
  if (targets.length > 0) return origin === "outside" ? "forwarded" : "outbound";
  // It reached the account, and nothing says that it left again.
  return origin === "outside" ? "inbound" : "unknown";
}
