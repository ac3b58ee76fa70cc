import { randomUUID } from "node:crypto";
import { HooklineError } from "@/lib/domain/hookline-error";
import { getRuntime } from "@/lib/runtime";
import { problemResponse } from "./problem-response";
import type { RouteHandler } from "./route";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof methods)[number];

/**
 * A path's methods, all that Next may ask for: those that are given, 405 with `Allow` for the
 * others, and OPTIONS. Next itself answers HEAD by GET, without the body.
 */
export function routes(
  taken: Readonly<Partial<Record<Method, RouteHandler>>>,
): Readonly<Record<Method | "OPTIONS", RouteHandler>> {
  const allow = [
    ...methods.flatMap((method) => {
      if (!taken[method]) return [];
      return method === "GET" ? ["GET", "HEAD"] : [method];
    }),
    "OPTIONS",
  ].join(", ");

  const refuse: RouteHandler = async ({ method }) => {
    const sentence = `This path of the API does not take ${method}. It takes ${allow}.`;
    const error = new HooklineError("method_not_allowed", sentence);
    const requestId = randomUUID().replaceAll("-", "");
    const response = problemResponse(error, requestId, getRuntime().logger);
    response.headers.set("allow", allow);
    return response;
  };

  return {
    GET: taken.GET ?? refuse,
    POST: taken.POST ?? refuse,
    PUT: taken.PUT ?? refuse,
    PATCH: taken.PATCH ?? refuse,
    DELETE: taken.DELETE ?? refuse,
    OPTIONS: async () => new Response(null, { status: 204, headers: { allow } }),
  };
}
