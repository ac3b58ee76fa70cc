import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "@/tests/support/http/free-port";
import { createAskTarget } from "./ask-target";

async function startTarget(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return { url: `http://127.0.0.1:${port}/hook`, port, seen };
}

const open = createAskTarget({ allowPrivate: true });
const guarded = createAskTarget({ allowPrivate: false });

test("the status of the answer is told, whatever it is", async () => {
  const { url, seen } = await startTarget((_request, response) =>
    response.writeHead(404).end("no"),
  );
  expect(await open({ url, method: "POST", body: "{}" })).toMatchObject({
    status: 404,
    problem: null,
  });
  expect(seen).toEqual(["POST /hook"]);
});

test("a redirect is an answer and is not followed", async () => {
  const target = await startTarget((_request, response) =>
    response.writeHead(302, { location: "/elsewhere" }).end(),
  );
  expect(await open({ url: target.url, method: "GET" })).toMatchObject({ status: 302 });
  expect(target.seen).toEqual(["GET /hook"]);
});

test("an answer without an end is not waited for", async () => {
  const { url } = await startTarget((_request, response) => response.writeHead(200).write("x"));
  expect(await open({ url, method: "GET" })).toMatchObject({ status: 200 });
});

test("this machine is not asked, by address or by a name that leads to it", async () => {
  const { port, seen } = await startTarget((_request, response) => response.end());
  for (const host of ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]"]) {
    const answer = await guarded({ url: `http://${host}:${port}/`, method: "GET" });
    expect(answer.status, host).toBeNull();
    expect(answer.problem, host).toMatch(/not an address of the internet|not known here/);
  }
  expect(seen).toEqual([]);
});

test("Hookline's own address is asked wherever it lies", async () => {
  const { url } = await startTarget((_request, response) => response.end());
  expect(await guarded({ url, method: "HEAD", isOwn: true })).toMatchObject({ status: 200 });
});

test("why there was no answer is a sentence", async () => {
  const url = `http://127.0.0.1:${await freePort()}/`;
  expect((await open({ url, method: "GET" })).problem).toBe(
    "Nothing listens there: the connection was refused.",
  );
  const { url: closing } = await startTarget((request) => request.socket.destroy());
  expect((await open({ url: closing, method: "GET" })).problem).toBe("The connection was closed.");
  expect((await open({ url: "ftp://x.example/", method: "GET" })).problem).toMatch(
    /http and https/,
  );
  expect((await open({ url: "nonsense", method: "GET" })).problem).toMatch(/\.$/);
});
