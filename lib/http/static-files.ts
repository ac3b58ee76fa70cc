import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "application/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};
/** The smaller first. */
const encodings = [
  { name: "br", suffix: ".br" },
  { name: "gzip", suffix: ".gz" },
] as const;

/** Gives the answer and resolves to true, or leaves the request to others. */
export type StaticFiles = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

function namesBelow(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
}

/** Whether a coding is named and not with q=0. */
function accepts(request: IncomingMessage, coding: string): boolean {
  const accepted = String(request.headers["accept-encoding"] ?? "").toLowerCase();
  return accepted.split(",").some((part) => {
    const [name, ...parameters] = part.split(";").map((word) => word.trim());
    return name === coding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

/**
 * Serves what never changes under its name, below `prefix`, compressed as the build left it. Of
 * several folders the first wins: the later ones are of earlier builds, whose pages are still open.
 */
export function createStaticFiles(prefix: string, folders: readonly string[]): StaticFiles {
  const paths = new Map<string, string>();
  for (const folder of folders) {
    for (const name of namesBelow(folder)) {
      const url = `${prefix}/${name.replaceAll("\\", "/")}`;
      if (!paths.has(url)) paths.set(url, join(folder, name));
    }
  }
  return async (request, response) => {
    const { method = "", url = "" } = request;
    const [pathname = ""] = url.split("?");
    const path = paths.get(pathname);
    const type = types[extname(pathname)];
    if (!path || !type || !["GET", "HEAD"].includes(method)) return false;
    const coding = encodings.find(
      ({ name, suffix }) => accepts(request, name) && paths.has(pathname + suffix),
    );
    const bytes = await readFile(path + (coding?.suffix ?? "")).catch(() => null);
    if (!bytes) return false;
    response.writeHead(200, {
      "content-type": type,
      "content-length": bytes.length,
      ...(coding && { "content-encoding": coding.name }),
      vary: "accept-encoding",
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
      "cross-origin-opener-policy": "same-origin",
    });
    response.end(method === "HEAD" ? undefined : bytes);
    return true;
  };
}
