import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { createStreamOpener } from "./open-stream";

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no address");
  return `http://127.0.0.1:${address.port}/stream`;
}

/** An opener that notes how long it would wait instead of waiting. */
function hastyOpener() {
  const waits: number[] = [];
  const opener = createStreamOpener((ms) => {
    waits.push(ms);
    return Promise.resolve();
  });
  const failing = (url: string) =>
    opener.open(url).then(
      () => false,
      () => true,
    );
  return { ...opener, waits, failing };
}

const problem = (status: number, extra = {}) =>
  JSON.stringify({
    type: "about:blank",
    title: "This account is not in your tree.",
    status,
    code: "account_not_found",
    requestId: "r1",
    ...extra,
  });

describe("a stream that Hookline refuses", () => {
  it.each([403, 404, 503])("tells why in the words of the problem (%i)", async (status) => {
    const url = await serve((_request, response) =>
      response.writeHead(status).end(problem(status)),
    );
    const opener = hastyOpener();
    expect(await opener.failing(url)).toBe(true);
    expect(opener.refusal()?.message).toBe("This account is not in your tree.");
  });

  it("is tried ever more slowly, and not sooner than Hookline asks", async () => {
    let extra = {};
    const url = await serve((_request, response) =>
      response.writeHead(503).end(problem(503, extra)),
    );
    const opener = hastyOpener();
    for (let tries = 0; tries < 8; tries += 1) await opener.failing(url);
    expect(opener.waits).toEqual([2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * 1000));
    extra = { retryAfterSeconds: 90 };
    for (let tries = 0; tries < 2; tries += 1) await opener.failing(url);
    expect(opener.waits.at(-1)).toBe(90_000);
  });

  it("is forgotten once it opens", async () => {
    let open = false;
    const url = await serve((_request, response) =>
      open ? response.end() : response.writeHead(503).end(problem(503)),
    );
    const opener = hastyOpener();
    await opener.failing(url);
    open = true;
    expect(await opener.failing(url)).toBe(false);
    expect(opener.refusal()).toBeNull();
    await opener.failing(url);
    expect(opener.waits).toHaveLength(1);
  });
});

describe("a stream that something else refuses", () => {
  it("is a proxy's or nobody's answer, which Hookline has not given", async () => {
    const url = await serve((_request, response) => response.writeHead(502).end("<html>"));
    const opener = hastyOpener();
    expect(await opener.failing(url)).toBe(true);
    expect(opener.refusal()).toBeNull();
    for (const close of closers.splice(0)) await close();
    expect(await opener.failing(url)).toBe(true);
    expect(opener.refusal()).toBeNull();
  });
});
