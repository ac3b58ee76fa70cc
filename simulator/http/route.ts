import type { Tokens } from "../auth/tokens";
import type { Faults } from "../faults/faults";
import type { Firing } from "../firing/firing";
import type { World } from "../state/world";
import type { ApiReply } from "./api-reply";
import type { ApiRequest } from "./api-request";
import type { TokenBuckets } from "./token-bucket";

/** What handlers work with. */
export interface ApiContext {
  world: World;
  tokens: Tokens;
  buckets: TokenBuckets;
  firing: Firing;
  faults: Faults;
}

export type Handler = (request: ApiRequest, context: ApiContext) => ApiReply;

export interface Endpoint {
  handle: Handler;
  isPublic: boolean;
}

/** One path; `:accountId` makes the usual account checks apply. */
export interface Route {
  pattern: string;
  /** In the order of Kazoo's `access-control-allow-methods`. */
  methods: Readonly<Record<string, Endpoint>>;
}

export const withToken = (handle: Handler): Endpoint => ({ handle, isPublic: false });
export const withoutToken = (handle: Handler): Endpoint => ({ handle, isPublic: true });

export interface MatchedRoute {
  route: Route;
  parameters: Record<string, string>;
}

export function matchRoute(
  routes: readonly Route[],
  segments: readonly string[],
): MatchedRoute | undefined {
  for (const route of routes) {
    const parts = route.pattern.split("/");
    if (parts.length !== segments.length) continue;
    const parameters: Record<string, string> = {};
    const fits = parts.every((part, index) => {
      const segment = segments[index] ?? "";
      if (!part.startsWith(":")) return part === segment;
      parameters[part.slice(1)] = segment;
      return true;
    });
    if (fits) return { route, parameters };
  }
  return undefined;
}

/** The part of a path that names an endpoint: what follows the account, or the first word. */
const endpointOf = ([first, , inAccount]: readonly string[]) =>
  first === "accounts" ? (inAccount ?? first) : first;

export function isEndpointKnown(routes: readonly Route[], segments: readonly string[]): boolean {
  const wanted = endpointOf(segments);
  return routes.some(({ pattern }) => {
    const parts = pattern.split("/");
    return parts[0] === segments[0] && endpointOf(parts) === wanted;
  });
}
