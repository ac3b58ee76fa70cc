import net, { createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import "../../../lib/supervisor/open-port";
import { freePort } from "../../support/http/free-port";
import { endSupervised, startReady, startSupervised } from "../../support/supervisor/supervised";
import { until } from "../../support/until";
import "../../support/patience";

afterEach(endSupervised);

test("a port that is still in use is waited for", async () => {
  const before = createServer();
  const port = await freePort();
  await new Promise<void>((resolve) => before.listen(port, "127.0.0.1", resolve));
  const { ask, supervisor } = await startSupervised({ port });
  await new Promise((resolve) => before.close(resolve));
  const answer = await until(() => {
    expect(supervisor.exitCode).toBeNull();
    return ask().catch(() => null);
  });
  expect(answer).toMatchObject({ build: "first" });
});

test.each([
  ["PORT", "70000", "PORT: is not a port number from 0 to 65535."],
  ["HOST", "no.such.host.invalid", 'HOST: no address is known for "no.such.host.invalid".'],
  ["HOST", "203.0.113.7", "HOST: this machine has no address 203.0.113.7."],
])("%s=%s ends the start with a sentence", async (name, value, sentence) => {
  const { ended, output } = await startSupervised({ env: { [name]: value } });
  expect(await ended).toBe(78);
  await expect.poll(output).toContain(sentence);
});

test("a socket that systemd passed is taken, and is no business of the programs", async () => {
  const port = await freePort();
  const handle = net._createServerHandle("127.0.0.1", port, 4);
  if (typeof handle === "number") throw new Error("The port can't be bound.");
  const shell = 'LISTEN_FDS=1 LISTEN_PID=$$ exec "$@"';
  const { ask } = await startReady({ port, shell, stdio3: handle.fd, env: { PORT: "1" } });
  expect(await ask()).toMatchObject({ build: "first", passed: [] });
  handle.close();
});

test("a socket that was passed to another process is not taken", async () => {
  const shell = 'LISTEN_FDS=1 LISTEN_PID=1 exec "$@"';
  const { ask } = await startReady({ shell });
  expect(await ask()).toMatchObject({ build: "first" });
});
