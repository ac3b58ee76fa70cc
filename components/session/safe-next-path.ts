import type { Route } from "next";

const home = "/";
const anywhere = "http://hookline.invalid";

/** A path of this site that isn't the login page, never somewhere else (open redirect). */
function isSafe(path: string, origin: string): path is Route {
  return origin === anywhere && !path.startsWith("//") && !path.startsWith("/login");
}

/** Where to go after logging in. */
export function safeNextPath(next: string | string[] | undefined): Route {
  if (typeof next !== "string" || !next.startsWith("/") || !URL.canParse(next, anywhere)) {
    return home;
  }
  const { pathname, search, origin } = new URL(next, anywhere);
  const path = pathname + search;
  return isSafe(path, origin) ? path : home;
}
