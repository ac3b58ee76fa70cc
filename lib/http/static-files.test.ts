import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createStaticFiles } from "./static-files";

const folder = mkdtempSync(join(tmpdir(), "hookline-static-"));
let server: Server;

beforeEach(async () => {
  for (const [name, content] of Object.entries({
    "now/chunks/a.js": "plain",
    "now/chunks/a.js.br": "small",
    "now/chunks/a.js.gz": "middling",
    "now/chunks/font.woff2": "letters",
    "earlier/chunks/a.js": "not this one",
    "earlier/chunks/b.js": "earlier",
    "secret.js": "outside",
  })) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const folders = ["now", "earlier", "never-there"].map((name) => join(folder, name));
  const serve = createStaticFiles("/hookline/_next/static", folders);
  server = createServer(async (incoming, response) => {
    if (!(await serve(incoming, response))) response.writeHead(404).end("others");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

/** Not fetch: it would decode what is only named so here, and tidy the path. */
async function ask(path: string, encoding = "", method = "GET") {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ port, method, path, headers: encoding ? { "accept-encoding": encoding } : {} })
      .on("response", resolve)
      .on("error", reject)
      .end();
  });
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}
const chunk = "/hookline/_next/static/chunks/a.js";

test.each([
  ["gzip, deflate, br, zstd", "br", "small"],
  ["gzip, br;q=0", "gzip", "middling"],
  ["gzip", "gzip", "middling"],
  ["", undefined, "plain"],
])("a client that accepts %j gets what it can read", async (accepted, encoding, body) => {
  const answer = await ask(chunk, accepted);
  expect(answer.body).toBe(body);
  expect(answer.headers).toMatchObject({
    "content-type": "application/javascript; charset=utf-8",
    "content-length": String(body.length),
    "cache-control": "public, max-age=31536000, immutable",
    vary: "accept-encoding",
  });
  expect(answer.headers["content-encoding"]).toBe(encoding);
});

test("what is compressed already is served as it is", async () => {
  const answer = await ask("/hookline/_next/static/chunks/font.woff2", "br");
  expect(answer.headers["content-encoding"]).toBeUndefined();
  expect(answer.body).toBe("letters");
});

test("a page of an earlier build still gets its parts", async () => {
  expect((await ask("/hookline/_next/static/chunks/b.js")).body).toBe("earlier");
});

test("a head has no body", async () => {
  const answer = await ask(chunk, "br", "HEAD");
  expect(answer).toMatchObject({ status: 200, body: "" });
  expect(answer.headers["content-length"]).toBe("5");
});

test.each([
  "/hookline/_next/static/chunks/../../secret.js",
  "/hookline/_next/static/../secret.js",
  "/hookline/_next/static/%2e%2e/secret.js",
  "/hookline/_next/static/chunks/a.js.br",
  "/hookline/_next/static/chunks",
  "/_next/static/chunks/a.js",
])("%s is left to others", async (path) => {
  expect((await ask(path)).status).toBe(404);
});

test("only reading is served", async () => {
  expect((await ask(chunk, "br", "POST")).status).toBe(404);
});
