import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createPlainServer } from "node:net";
import { expect, test } from "vitest";
import { listen } from "./listen";

const own = { listenFd: null, host: "127.0.0.1" };

test("a port that another still holds is waited for", async () => {
  const before = createPlainServer().listen(0, "127.0.0.1");
  await once(before, "listening");
  const { port } = before.address() as AddressInfo;
  const server = createServer();
  const short = listen(createServer(), { ...own, port, takenTimeoutMs: 1 });
  await expect(short).rejects.toThrow("EADDRINUSE");
  const listening = listen(server, { ...own, port });
  before.close();
  await listening;
  expect(server.address()).toMatchObject({ port });
  expect([server.listenerCount("listening"), server.listenerCount("error")]).toEqual([1, 0]);
  server.close();
});

test("a host that isn't this machine's is refused at once", async () => {
  const listening = listen(createServer(), { ...own, host: "192.0.2.1", port: 0 });
  await expect(listening).rejects.toThrow("EADDRNOTAVAIL");
});
