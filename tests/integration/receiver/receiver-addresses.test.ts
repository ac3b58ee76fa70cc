import { afterEach, describe, expect, it } from "vitest";
import { sendBytes } from "../../support/http/raw-http";
import { patience } from "../../support/patience";
import { startReceiver, type TestReceiver } from "../../support/receiver/receiver";
import { acmeKey as key } from "../../support/receiver/receiver-keys";

let receiver: TestReceiver;
afterEach(() => receiver.stop());

function put(target: string, ...headers: string[]): string {
  const head = [`PUT ${target} HTTP/1.1`, "host: x", "content-length: 2", ...headers];
  return `${head.join("\r\n")}\r\n\r\n{}`;
}

describe("a receiver's address", () => {
  it.each([
    `//receive/${key}?a=b`,
    `/receive//${key}?a=b`,
    `http://hookline.example/receive/${key}?a=b`,
    `/x/../receive/${key}?a=b`,
  ])("may be written %s: Kazoo follows no redirect on PUT", async (target) => {
    receiver = await startReceiver();
    expect((await sendBytes(receiver.port, [put(target)])).status).toBe(200);
    expect(receiver.records()).toMatchObject([{ query: "a=b" }]);
  });

  it.each([`/hookline/receive/${key}`, `//hookline//receive/${key}`, `/receive/${key}`])(
    "under a public URL with a path may be %s: a proxy may strip the path or leave it",
    async (target) => {
      receiver = await startReceiver({ env: { PUBLIC_URL: "https://tools.example/hookline" } });
      expect((await sendBytes(receiver.port, [put(target)])).status).toBe(200);
      const broken = `GET ${target}?a b=1 HTTP/1.1\r\nhost: x\r\n\r\n`;
      expect((await sendBytes(receiver.port, [broken])).status).toBe(200);
      expect(receiver.records().map(({ query }) => query)).toEqual([null, "a b=1"]);
      const health = `http://127.0.0.1:${receiver.port}/hookline/api/health`;
      expect(await (await fetch(health)).json()).toEqual({ status: "ok" });
    },
  );
});

describe("a delivery that offers another protocol", () => {
  // As Java's HTTP client sends it with each plain request.
  const h2c = [
    "connection: Upgrade, HTTP2-Settings",
    "http2-settings: AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA",
    "upgrade: h2c",
  ];

  it.each(["POST", "PUT"])("gets its 200 when it is a %s", async (method) => {
    receiver = await startReceiver();
    const request = put(`/receive/${key}`, ...h2c).replace("PUT", method);
    const answer = await sendBytes(receiver.port, [request]);
    expect(answer).toMatchObject({ status: 200, body: "ok" });
    expect(receiver.records()).toHaveLength(1);
  });

  it("gets its 200 as a GET, and so does the next one on its connection", async () => {
    receiver = await startReceiver();
    const get = `GET /receive/${key}?a=b HTTP/1.1\r\nhost: x\r\n${h2c.join("\r\n")}\r\n\r\n`;
    const websocket = put(`/receive/${key}`, "connection: Upgrade", "upgrade: websocket");
    const socket = receiver.connect();
    let text = "";
    socket.on("data", (chunk) => {
      text += String(chunk);
    });
    socket.write(get);
    await expect.poll(() => text.match(/HTTP\/1.1 200/g), patience).toHaveLength(1);
    socket.write(websocket);
    await expect.poll(() => text.match(/HTTP\/1.1 200/g), patience).toHaveLength(2);
    expect(receiver.records()).toHaveLength(2);
  });

  it("gets its 200 after a 100 when it expects one, and as well when it expects something else", async () => {
    receiver = await startReceiver();
    for (const expectation of ["100-continue", "the-spanish-inquisition"]) {
      const socket = receiver.connect();
      let text = "";
      socket.on("data", (chunk) => {
        text += String(chunk);
      });
      socket.write(put(`/receive/${key}`, `expect: ${expectation}`));
      await expect.poll(() => text, patience).toContain("HTTP/1.1 200 OK");
    }
    expect(receiver.records()).toHaveLength(2);
  });
});
