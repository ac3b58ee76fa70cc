import { createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { inheritedPort, openPort } from "./open-port";
import { StartError } from "./settings";

const closing: { close(): void }[] = [];

afterEach(() => {
  for (const open of closing.splice(0)) open.close();
});

test("a port is bound for a child, and nothing accepts on it yet", async () => {
  const opened = await openPort({ host: "127.0.0.1", port: 0 });
  if (opened.handle) closing.push(opened.handle);
  expect(opened.fd).toBeGreaterThan(2);
  const asked = fetch(`http://127.0.0.1:${opened.port}/`);
  await expect(asked).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
});

test("a port that stays taken is told of in a sentence", async () => {
  const taken = createServer();
  closing.push(taken);
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const address = taken.address();
  if (address === null || typeof address === "string") throw new Error("It has no port.");
  const opening = openPort({ host: "127.0.0.1", port: address.port }, 0);
  await expect(opening).rejects.toThrow(StartError);
  await expect(opening).rejects.toThrow(`Port ${address.port} is taken`);
});

test("a host name is looked up", async () => {
  const opened = await openPort({ host: "localhost", port: 0 });
  if (opened.handle) closing.push(opened.handle);
  expect(opened.port).toBeGreaterThan(0);
});

test("only sockets that were passed to this process are ours", () => {
  expect(inheritedPort({ LISTEN_FDS: "1", LISTEN_PID: "7" }, 7)).toEqual({ fd: 3, port: null });
  expect(inheritedPort({ LISTEN_FDS: "1", LISTEN_PID: "8" }, 7)).toBeNull();
  expect(inheritedPort({ LISTEN_FDS: "1" }, 7)).toBeNull();
  expect(inheritedPort({ LISTEN_FDS: "0", LISTEN_PID: "7" }, 7)).toBeNull();
  expect(inheritedPort({}, 7)).toBeNull();
});
