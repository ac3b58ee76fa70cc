// Builds everything that `npm start` and `npm run demo` run into a folder of its own and puts the
// link `dist` on it: a Hookline that runs meanwhile keeps the build it was started from.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import nextEnv from "@next/env";
import { bundleServer } from "./bundle-server.mjs";
import { projectDir, run } from "./run.mjs";

const buildsDir = join(projectDir, "builds");
const link = join(projectDir, "dist");
/** A Hookline that wasn't reloaded for as many builds is asked to be. */
const keptBuilds = 5;

function pathOfPublicUrl() {
  nextEnv.loadEnvConfig(projectDir, false, { info() {}, error() {} });
  const url = process.env.PUBLIC_URL ?? "";
  return URL.canParse(url) ? new URL(url).pathname.replace(/\/+$/, "") : "";
}

/** Renames a finished link over the old one, so that there is one at every moment. */
function pointDistTo(build) {
  const next = `${link}.${process.pid}`;
  rmSync(next, { force: true });
  // Relative, since folders are moved; Windows' junctions can't be.
  if (process.platform === "win32") symlinkSync(build, next, "junction");
  else symlinkSync(relative(projectDir, build), next);
  // Earlier versions built into a real folder; Windows renames nothing over a link.
  const inTheWay = existsSync(link) && !lstatSync(link).isSymbolicLink();
  if (inTheWay || process.platform === "win32") rmSync(link, { recursive: true, force: true });
  renameSync(next, link);
}

function removeOldBuilds() {
  const builds = readdirSync(buildsDir)
    .filter((name) => /^\d/.test(name))
    .sort()
    .reverse();
  for (const name of builds.slice(keptBuilds)) {
    rmSync(join(buildsDir, name), { recursive: true, force: true });
  }
}

const name = new Date().toISOString().replaceAll(/[-:]|\.\d+Z/g, "");
const build = join(buildsDir, `${name}-${process.pid}`);
mkdirSync(build, { recursive: true });
// Next fails at a link to a build that somebody has deleted.
if (!existsSync(link)) rmSync(link, { force: true });
try {
  await bundleServer(build);
  const { buildEnvironment, finishBuild } = await import(
    pathToFileURL(join(build, "finish-build.js")).href
  );
  await run("node_modules/next/dist/bin/next", ["build"], {
    ...buildEnvironment,
    NEXT_TELEMETRY_DISABLED: "1",
  });
  finishBuild(join(projectDir, ".next"), build, pathOfPublicUrl());
} catch (cause) {
  rmSync(build, { recursive: true, force: true });
  throw cause;
}
pointDistTo(build);
removeOldBuilds();
console.log(
  `\nBuilt into ${relative(projectDir, build)}. A Hookline that runs takes it on SIGHUP.`,
);
