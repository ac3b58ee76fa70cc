const home = "/";
const anywhere = "http://hookline.invalid";

/** Where to go after logging in: a path of this site, never somewhere else (open redirect). */
export function safeNextPath(next: string | string[] | undefined): string {
  if (typeof next !== "string" || !next.startsWith("/") || !URL.canParse(next, anywhere)) {
    return home;
  }
  const url = new URL(next, anywhere);
  const path = url.pathname + url.search;
  return url.origin === anywhere && !path.startsWith("//") && !path.startsWith("/login")
    ? path
    : home;
}
