import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const macApps = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

function fromEnvironment() {
  const path = process.env.HOOKLINE_BROWSER;
  if (!path) return undefined;
  if (!existsSync(path)) throw new Error(`HOOKLINE_BROWSER names ${path}, which is not there.`);
  return path;
}

function installed() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [
    ...folders.flatMap((dir) => names.map((name) => join(dir, name))),
    ...macApps,
  ];
  return candidates.find((path) => existsSync(path));
}

function playwrightsOwn() {
  const path = chromium.executablePath();
  if (existsSync(path)) return path;
  console.log("No Chrome or Chromium found; asking Playwright to download its own.");
  spawnSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], {
    stdio: "inherit",
    timeout: 5 * 60_000,
  });
  return existsSync(path) ? path : undefined;
}

function isDebianLike() {
  if (!existsSync("/etc/os-release")) return false;
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync("/etc/os-release", "utf8"));
}

function fromDistribution() {
  if (!isDebianLike() || process.getuid?.() !== 0) return undefined;
  console.log("Installing the distribution's chromium package.");
  const apt = (...args) =>
    execFileSync("apt-get", args, {
      stdio: "inherit",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  apt("update");
  apt("install", "-y", "--no-install-recommends", "chromium");
  return installed();
}

/** The path of a Chromium to test with, installed if need be; throws with what to do. */
export function findBrowser() {
  const found = fromEnvironment() ?? installed() ?? playwrightsOwn() ?? fromDistribution();
  if (found) return found;
  throw new Error(
    "The browser tests need Chrome or Chromium and none could be found or installed. " +
      "Install one, or set HOOKLINE_BROWSER to its executable.",
  );
}
