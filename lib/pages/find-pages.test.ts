import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findPages, staticFolders } from "./find-pages";
import { finishBuild } from "./finish-build";

let folder = "";

const files: Readonly<Record<string, string>> = {
  "manifest.json":
    '{"basePath":"/__hookline_base_path__","regexp":"^\\\\/__hookline_base_path__(?:"}',
  "server/chunk.js": 'let n="/__hookline_base_path__";/^\\/__hookline_base_path__\\/x/.test(p)',
  "server/route.js": "nothing to replace",
  "server/chunk.js.map": "/__hookline_base_path__",
  "cache/much": "/__hookline_base_path__",
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookline-pages-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, "next", name, ".."), { recursive: true });
    writeFileSync(join(folder, "next", name), text);
  }
  mkdirSync(join(folder, "build"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const build = () => join(folder, "build");
const finish = (basePath = "") => finishBuild(join(folder, "next"), build(), basePath);

test("pages of a path have it wherever Next wrote the placeholder", () => {
  finish();
  const pages = findPages(build(), "/tools/hookline");
  const read = (name: string) => readFileSync(join(pages, name), "utf8");
  expect(JSON.parse(read("manifest.json"))).toEqual({
    basePath: "/tools/hookline",
    regexp: "^\\/tools\\/hookline(?:",
  });
  expect(read("server/chunk.js")).toBe(
    'let n="/tools/hookline";/^\\/tools\\/hookline\\/x/.test(p)',
  );
});

test("pages of no path have none", () => {
  finish();
  const pages = findPages(build(), "");
  const manifest = JSON.parse(readFileSync(join(pages, "manifest.json"), "utf8"));
  expect(manifest).toEqual({ basePath: "", regexp: "^(?:" });
});

test("what is the same for every path is there once", () => {
  finish("/hookline");
  const inodes = ["pages", "pages+hookline"].map((name) =>
    statSync(join(build(), name, "server/route.js")),
  );
  expect(inodes[0]?.ino).toBe(inodes[1]?.ino);
});

test("a build keeps what serves pages", () => {
  finish();
  const pages = findPages(build(), "");
  expect(readdirSync(pages)).toEqual(["manifest.json", "server"]);
  expect(readdirSync(join(pages, "server"))).toEqual(["chunk.js", "route.js"]);
});

test("static text is there compressed, with the base path it is for", () => {
  const chunk = "static/chunks/a.js";
  mkdirSync(join(folder, "next", "static/chunks"), { recursive: true });
  writeFileSync(join(folder, "next", chunk), 'go("/__hookline_base_path__/login")');
  writeFileSync(join(folder, "next", "static/chunks/font.woff2"), "bytes");
  finish("/hookline");
  const pages = findPages(build(), "/hookline");
  const read = (name: string) => readFileSync(join(pages, name));
  expect(String(gunzipSync(read(`${chunk}.gz`)))).toBe('go("/hookline/login")');
  expect(String(brotliDecompressSync(read(`${chunk}.br`)))).toBe('go("/hookline/login")');
  expect(existsSync(join(pages, "static/chunks/font.woff2.br"))).toBe(false);
});

test("a form of the placeholder that is not known stops it, and leaves nothing half-done", () => {
  writeFileSync(join(folder, "next", "odd.js"), "%2F__hookline_base_path__");
  expect(() => finish()).toThrow("is not known");
  expect(readdirSync(build())).toEqual(["pages-template"]);
});

test("what earlier builds' pages load comes after their own, newest first", () => {
  for (const name of ["20260101T000000-1", "20260301T000000-2", "tools"]) {
    mkdirSync(join(folder, name));
  }
  const pages = join(folder, "20260201T000000-3", "pages+hookline");
  expect(staticFolders(pages).map((path) => path.slice(folder.length + 1))).toEqual([
    "20260201T000000-3/pages+hookline/static",
    "20260301T000000-2/pages+hookline/static",
    "20260101T000000-1/pages+hookline/static",
  ]);
});

test("without a build there are no pages, and a sentence", () => {
  expect(() => findPages(build(), "")).toThrow("run `npm run build`");
  expect(existsSync(join(build(), "pages"))).toBe(false);
});
