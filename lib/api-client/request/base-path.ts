/**
 * The path of PUBLIC_URL: "" or "/hookline". The build writes a placeholder here, which is replaced
 * at the start, so nothing may be computed from it that a minifier could compute before.
 */
const basePath = process.env.HOOKLINE_BASE_PATH ?? "";

/** A path of Hookline's ("/api/session") as the browser has to ask for it. Next's own links know it. */
export function withBasePath(path: string): string {
  return `${basePath}${path}`;
}
