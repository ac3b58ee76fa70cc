import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { z } from "zod";

const pages = "dist/pages";
const filesSchema = z.array(z.string());
const rootSchema = z.object({ rootMainFiles: filesSchema });
const entriesSchema = z.record(z.string(), filesSchema);

/** What the browser loads for a page before anything is done on it, as Next's manifests say. */
function scriptsOf(page: string): string[] {
  const root = JSON.parse(readFileSync(join(pages, "build-manifest.json"), "utf8"));
  const manifest = join(pages, "server/app", `${page}_client-reference-manifest.js`);
  const entries = /"entryJSFiles":\s*(\{[^}]*\})/.exec(readFileSync(manifest, "utf8"))?.[1] ?? "";
  const own = Object.values(entriesSchema.parse(JSON.parse(entries))).flat();
  return [...new Set([...rootSchema.parse(root).rootMainFiles, ...own])];
}

/**
 * The most that each page loads, gzip: what it is now and a little, to be lowered with each part
 * that goes. 131 kB of each are Next's own: docs/decisions/0021-what-a-page-weighs.md.
 */
test.each([
  { page: "(auth)/login/page", maxBytes: 162_000 },
  { page: "(console)/a/[accountId]/events/page", maxBytes: 269_000 },
  { page: "(console)/a/[accountId]/webhooks/page", maxBytes: 278_000 },
  { page: "(console)/a/[accountId]/webhooks/[webhookId]/page", maxBytes: 247_000 },
  { page: "(console)/a/[accountId]/calls/page", maxBytes: 238_000 },
  { page: "(console)/a/[accountId]/deliveries/page", maxBytes: 243_000 },
  { page: "(console)/a/[accountId]/accounts/page", maxBytes: 250_000 },
  { page: "(console)/a/[accountId]/keys/page", maxBytes: 234_000 },
])("$page loads at most $maxBytes bytes of JavaScript", ({ page, maxBytes }) => {
  const scripts = scriptsOf(page);
  // Next's own are there and so are ours: a manifest that says less is read wrongly.
  expect(scripts.length).toBeGreaterThan(8);
  const bytes = scripts.map((file) => gzipSync(readFileSync(join(pages, file)), { level: 9 }));
  expect(bytes.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(maxBytes);
  for (const file of scripts) {
    expect(["br", "gz"].filter((end) => existsSync(join(pages, `${file}.${end}`)))).toHaveLength(2);
  }
});
