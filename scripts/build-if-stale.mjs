import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { projectDir, run } from "./run.mjs";

const sources = [
  "app",
  "components",
  "lib",
  "public",
  "simulator",
  "server.ts",
  "receiver.ts",
  "console.ts",
  "proxy.ts",
  "next.config.js",
  "tailwind.config.ts",
  "package.json",
];
const products = ["pages/BUILD_ID", "server.js", "receiver.js", "console.js", "simulator.js"];

function newestChangeMs(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(path).map((name) => newestChangeMs(join(path, name)));
  return Math.max(stat.mtimeMs, ...inside);
}

function isStale() {
  const built = products.map((path) => join(projectDir, "dist", path));
  if (!built.every((path) => existsSync(path))) return true;
  const builtAtMs = Math.min(...built.map((path) => statSync(path).mtimeMs));
  return sources
    .map((path) => join(projectDir, path))
    .filter((path) => existsSync(path))
    .some((path) => newestChangeMs(path) > builtAtMs);
}

/** Builds unless every product is newer than every source; without the words of the build. */
export async function buildIfStale({ quiet = false } = {}) {
  if (!isStale()) return;
  if (quiet) console.log("  Building: about a minute.");
  await run("scripts/build.mjs", [], {}, { quiet });
}
