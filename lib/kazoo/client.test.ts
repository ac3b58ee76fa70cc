import { createServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { createLogger } from "@/lib/config/logger";
import { problemResponse } from "@/lib/http/problem-response";
import { problemOf } from "@/tests/support/http/problem-of";
import { kazooAt, kazooReplaying } from "@/tests/support/kazoo/kazoo-of";
import { envelope, type Step } from "@/tests/support/kazoo/replay-server";

const accountId = "c4c1e6a7883fdfc39ed501863a14f96d";
const access = { cluster: "test", token: "secret-token" };
const status =
  (code: number): Step =>
  (response) =>
    response.writeHead(code).end();
const aDocument = envelope(200, { data: { id: accountId, name: "Sub Two" } });
const fields = {
  name: "x",
  trigger: "sms",
  url: "https://crm.example/x",
  enabled: true,
  httpVerb: "post",
  format: "json",
  retries: 2,
  includeSubaccounts: false,
  includeInternalLegs: true,
  customData: {},
};

describe("a request", () => {
  test("carries the token as X-Auth-Token and never as Bearer", async () => {
    const { kazoo, server } = await kazooReplaying([aDocument]);
    await kazoo.as(access).getAccount(accountId);
    expect(server.requests[0]?.headers["x-auth-token"]).toBe("secret-token");
    expect(server.requests[0]?.headers).not.toHaveProperty("authorization");
    expect(server.requests[0]?.target).not.toContain("secret-token");
  });

  test("keeps the path of a Kazoo that lives under one", async () => {
    const { server } = await kazooReplaying([aDocument]);
    await kazooAt(`${server.url}/kazoo`).as(access).getAccount(accountId);
    expect(server.requests[0]?.target).toBe(`/kazoo/v2/accounts/${accountId}`);
  });

  test.each(["..", ".", ""])("never walks up the path on the id %j", async (id) => {
    const { kazoo, server } = await kazooReplaying([aDocument]);
    expect((await problemOf(kazoo.as(access).getAccount(id))).code).toBe("not_found");
    expect(server.requests).toHaveLength(0);
  });
});

describe("a Kazoo that doesn't answer well", () => {
  test("is unreachable when nothing listens", async () => {
    const { server } = await kazooReplaying([aDocument]);
    await server.close();
    const problem = await problemOf(kazooAt(server.url).as(access).getAccount(accountId));
    expect(problem.code).toBe("kazoo_unreachable");
    expect(problem.message).toContain("ECONNREFUSED");
  });

  test("times out when it hangs before its answer", async () => {
    const { kazoo, server } = await kazooReplaying([() => {}], { timeoutMs: 2_000 });
    const problem = await problemOf(kazoo.as(access).getAccount(accountId));
    expect(problem.code).toBe("kazoo_timeout");
    expect(server.requests).toHaveLength(1);
  });

  test("times out when it trickles without an end", async () => {
    const drip: Step = (response) => {
      const timer = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(timer));
    };
    const { kazoo } = await kazooReplaying([drip], { timeoutMs: 2_000 });
    expect((await problemOf(kazoo.as(access).getAccount(accountId))).code).toBe("kazoo_timeout");
  });

  const html: Step = (response) =>
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<h1>Hello</h1>");
  const cutOff: Step = (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write('{"data":{"id":"', () => response.destroy());
  };
  const halfJson: Step = (response) => response.writeHead(200).end('{"data": {"id":');
  const redirect: Step = (response) =>
    response.writeHead(301, { location: "https://elsewhere.example/" }).end();
  test.each<[string, Step, string]>([
    ["HTML", html, "a web page"],
    ["an empty body", status(200), "nothing"],
    ["an answer that is cut off", cutOff, "broke off"],
    ["half a document", halfJson, "not complete JSON"],
    ["JSON that is no object", (r) => r.writeHead(200).end("[1]"), "not complete JSON"],
    ["a redirect, which is not followed", redirect, "a redirect"],
    ["data of another form", envelope(200, { data: "hooks updated" }), "doesn't know"],
    ["the 404 of a server that isn't Kazoo", "unknown_endpoint", "KAZOO_API_URL"],
    ["an error envelope under 200", envelope(200, { status: "error" }), "failed"],
  ])("is a bad answer when it sends %s", async (_, step, words) => {
    const { kazoo, server } = await kazooReplaying([step]);
    const problem = await problemOf(kazoo.as(access).getAccount(accountId));
    expect(problem.code).toBe("kazoo_bad_answer");
    expect(problem.message).toContain(words);
    expect(server.requests).toHaveLength(1);
  });

  test("is a bad answer above the size limit, even if it never ends", async () => {
    const endless: Step = (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const pour = () => {
        if (response.destroyed) return;
        if (response.write("x".repeat(64 * 1024))) setImmediate(pour);
        else response.once("drain", pour);
      };
      pour();
    };
    const { kazoo } = await kazooReplaying([endless]);
    const problem = await problemOf(kazoo.as(access).getAccount(accountId));
    expect(problem.code).toBe("kazoo_bad_answer");
    expect(problem.message).toContain("larger than 1048576 bytes");
  });

  test("is a bad answer when it announces 10 MB", async () => {
    const large = envelope(200, { data: { id: "x".repeat(10_000_000) } });
    const { kazoo } = await kazooReplaying([large]);
    const problem = await problemOf(kazoo.as(access).getAccount(accountId));
    expect(problem.code).toBe("kazoo_bad_answer");
    expect(problem.message).toContain("larger than 1048576 bytes");
  });

  test("is a bad answer when what listens speaks another protocol", async () => {
    const server = createServer((socket) => {
      socket.on("error", () => {}).resume();
      socket.end("220 mail.example ESMTP\r\n");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const kazoo = kazooAt(`http://127.0.0.1:${port}`);
    expect((await problemOf(kazoo.as(access).getAccount(accountId))).code).toBe("kazoo_bad_answer");
  });

  test("whose chunks break in the answer to a login leaves no token in the log", async () => {
    const answer =
      "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    const body = '{"auth_token":"secret-token","data":{}}';
    // From the broken length on, the parser's error carries what it was given.
    const breaking: Step = (response) => response.socket?.end(`${answer}zz\r\n${body}\r\n`);
    const { kazoo } = await kazooReplaying([breaking]);
    const problem = await problemOf(
      kazoo.login({ accountName: "Acme", username: "operator", password: "hookline" }),
    );
    const lines: string[] = [];
    const logger = createLogger("info", { write: (line) => void lines.push(line) });
    problemResponse(problem, "r1", logger);
    logger.error({ err: problem }, "whole");
    expect(lines.join("")).toContain('"code":"HPE_');
    expect(lines.join("")).not.toContain("secret");
  });

  test("leaves no token, and nothing of a broken answer, in the error", async () => {
    const echo: Step = (response) => response.writeHead(200).end('{"auth_token":"secret-token",');
    const { kazoo } = await kazooReplaying([echo]);
    const problem = await problemOf(kazoo.as(access).getAccount(accountId));
    expect(`${problem.message} ${problem.stack} ${String(problem.cause)}`).not.toContain("secret");
  });
});

describe("trying again", () => {
  test.each([429, 502, 503, 504])("a read passes over a %i that goes away", async (code) => {
    const { kazoo, server } = await kazooReplaying([status(code), status(code), aDocument]);
    expect((await kazoo.as(access).getAccount(accountId)).name).toBe("Sub Two");
    expect(server.requests).toHaveLength(3);
  });

  test("a read passes over a connection that breaks", async () => {
    const reset: Step = (response) => response.socket?.resetAndDestroy();
    const { kazoo, server } = await kazooReplaying([reset, aDocument]);
    expect((await kazoo.as(access).getAccount(accountId)).id).toBe(accountId);
    expect(server.requests).toHaveLength(2);
  });

  test.each([
    [429, "kazoo_busy"],
    [502, "kazoo_unreachable"],
    [503, "kazoo_unreachable"],
    [504, "kazoo_timeout"],
  ])("a read gives up after three tries and says what the %i means", async (code, meaning) => {
    const { kazoo, server } = await kazooReplaying([status(code)]);
    expect((await problemOf(kazoo.as(access).getAccount(accountId))).code).toBe(meaning);
    expect(server.requests).toHaveLength(3);
  });

  test.each([400, 401, 403, 404, 500])("is for nothing after a %i", async (code) => {
    const { kazoo, server } = await kazooReplaying([envelope(code, { data: {} })]);
    await problemOf(kazoo.as(access).getAccount(accountId));
    expect(server.requests).toHaveLength(1);
  });

  const reset: Step = (response) => response.socket?.resetAndDestroy();
  test.each<[string, Step]>([
    ["a 503", status(503)],
    ["a broken connection", reset],
    ["a cut-off 201", (response) => response.writeHead(201).end('{"data":')],
  ])("never repeats a write after %s, and says that it may have happened", async (_, step) => {
    const { kazoo, server } = await kazooReplaying([step]);
    const problem = await problemOf(kazoo.as(access).createWebhook(accountId, fields));
    expect(problem.message).toContain("It is not known whether the change was made");
    expect(server.requests).toHaveLength(1);
  });

  test("never repeats a write after a 429, which changed nothing", async () => {
    const { kazoo, server } = await kazooReplaying([status(429)]);
    const problem = await problemOf(kazoo.as(access).createWebhook(accountId, fields));
    expect(problem.code).toBe("kazoo_busy");
    expect(problem.message).not.toContain("not known");
    expect(server.requests).toHaveLength(1);
  });

  test("takes a gateway's word for how long to wait", async () => {
    const busy: Step = (response) => response.writeHead(429, { "retry-after": "7" }).end();
    const { kazoo } = await kazooReplaying([busy]);
    const problem = await problemOf(kazoo.as(access).getAccount(accountId));
    expect(problem.retryAfterSeconds).toBe(7);
  });
});
