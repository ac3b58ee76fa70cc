import { randomUUID } from "node:crypto";
import { HooklineError } from "@/lib/domain/hookline-error";
import { getRuntime } from "@/lib/runtime";
import { problemResponse } from "./problem-response";

type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** For the other methods of a path that is there: 405 with `Allow`, and a problem to read. */
export function methodNotAllowed(...allowed: readonly Method[]): (request: Request) => Response {
  const allow = allowed.join(", ");
  return ({ method }) => {
    const sentence = `This path of the API does not take ${method}. It takes ${allow}.`;
    const error = new HooklineError("method_not_allowed", sentence);
    const requestId = randomUUID().replaceAll("-", "");
    const response = problemResponse(error, requestId, getRuntime().logger);
    response.headers.set("allow", allow);
    return response;
  };
}
