import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { pageSession } from "../session/page-session";
import { sessionGate } from "../session/session-gate";
import { ApiError, toApiError } from "./api-error";
import { fetchJson, queryString } from "./fetch-json";
import { kazooLink } from "./kazoo-link";

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  sessionGate.reopen();
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
  return `http://127.0.0.1:${address.port}/api`;
}

const problem = (code: string, status: number) =>
  JSON.stringify({ type: "about:blank", title: "A sentence.", status, code, requestId: "r1" });

const failureOf = (promise: Promise<unknown>) => promise.then(() => null, toApiError);

const schema = z.object({ name: z.string() });

describe("fetchJson", () => {
  it("answers what the schema reads", async () => {
    const url = await serve((_request, response) => response.end('{"name":"Demo","extra":1}'));
    expect(await fetchJson(url, schema)).toEqual({ name: "Demo" });
  });

  it("throws a problem with its code, fields and request id", async () => {
    const url = await serve((_request, response) =>
      response.writeHead(400).end(problem("validation_failed", 400)),
    );
    expect(await failureOf(fetchJson(url, schema))).toMatchObject({
      code: "validation_failed",
      message: "A sentence.",
      requestId: "r1",
    });
  });

  it.each([
    [502, "<html>Bad gateway</html>"],
    [200, "<html>Log in to the Wi-Fi</html>"],
    [200, '{"nom":"Demo"}'],
  ])("says so when an answer (%i) is not Hookline's", async (status, body) => {
    const url = await serve((_request, response) => response.writeHead(status).end(body));
    expect(await failureOf(fetchJson(url, schema))).toMatchObject({ code: "bad_answer", status });
  });

  it("calls a server that isn't there offline", async () => {
    const url = await serve(() => {});
    for (const close of closers.splice(0)) await close();
    expect(await failureOf(fetchJson(url, schema))).toMatchObject({ code: "offline" });
  });

  it("calls a server offline that is gone in the middle of its answer", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write('{"name":', () => response.destroy());
    });
    expect(await failureOf(fetchJson(url, schema))).toMatchObject({ code: "offline" });
  });

  it("says for whom the page was loaded, except to learn who is logged in", async () => {
    const url = await serve((request, response) =>
      response.end(JSON.stringify({ name: request.headers["hookline-session-of"] ?? "nobody" })),
    );
    pageSession.hold({ identity: "ada" });
    expect(await fetchJson(url, schema)).toEqual({ name: "ada" });
    expect(await fetchJson(url, schema, { throughGate: true })).toEqual({ name: "nobody" });
  });

  it("tells the page once that somebody else has logged in", async () => {
    const url = await serve((_request, response) =>
      response.writeHead(409).end(problem("session_changed", 409)),
    );
    let told = 0;
    const unsubscribe = pageSession.subscribe(() => {
      told += 1;
    });
    const failures = await Promise.all([1, 2].map(() => failureOf(fetchJson(url, schema))));
    unsubscribe();
    expect(failures).toMatchObject([{ code: "session_changed" }, { code: "session_changed" }]);
    expect(told).toBe(1);
  });

  it("tells of every request, changes too, whether Kazoo could be reached", async () => {
    let away = true;
    const url = await serve((_request, response) => {
      if (away) response.writeHead(502).end(problem("kazoo_unreachable", 502));
      else response.end('{"name":"Demo"}');
    });
    await failureOf(fetchJson(url, schema, { method: "PATCH", body: {}, asksKazoo: true }));
    expect(kazooLink.state()).toBe("unreachable");
    away = false;
    await fetchJson(url, schema);
    expect(kazooLink.state()).toBe("unreachable");
    await fetchJson(url, schema, { asksKazoo: true });
    expect(kazooLink.state()).toBe("answers");
  });

  it("waits behind the login when the session is over, then asks again", async () => {
    let loggedIn = false;
    const url = await serve((_request, response) => {
      if (loggedIn) response.end('{"name":"Demo"}');
      else response.writeHead(401).end(problem("session_over", 401));
    });
    const isShut = new Promise<void>((resolve) => {
      const unsubscribe = sessionGate.subscribe(() => {
        unsubscribe();
        resolve();
      });
    });
    const waiting = fetchJson(url, schema);
    await isShut;
    expect(sessionGate.isOver()).toBe(true);
    loggedIn = true;
    sessionGate.reopen();
    expect(await waiting).toEqual({ name: "Demo" });
  });

  it("doesn't wait when it is the login itself that is refused", async () => {
    const url = await serve((_request, response) =>
      response.writeHead(401).end(problem("session_required", 401)),
    );
    const failure = await failureOf(fetchJson(url, schema, { throughGate: true }));
    expect(failure).toBeInstanceOf(ApiError);
    expect(sessionGate.isOver()).toBe(false);
  });

  it("gives up waiting when nobody wants the answer any more", async () => {
    sessionGate.shut();
    const leaving = new AbortController();
    const waiting = fetchJson("http://127.0.0.1:9/", schema, { signal: leaving.signal });
    leaving.abort(new Error("left"));
    await expect(waiting).rejects.toThrow("left");
  });
});

describe("queryString", () => {
  it("leaves out what is not there", () => {
    expect(queryString({ q: "a b", kind: undefined, cursor: "", limit: 5 })).toBe("?q=a+b&limit=5");
    expect(queryString({})).toBe("");
  });
});
