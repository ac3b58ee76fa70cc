import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { endSupervised, startReady, startSupervised } from "../../support/supervisor/supervised";
import { until } from "../../support/until";
import "../../support/patience";

afterEach(endSupervised);

test("a receiver that is killed is followed by another on the same port, and nobody is refused", async () => {
  const { ask } = await startReady();
  const { pid } = await ask();
  process.kill(pid, "SIGKILL");
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask()));
  expect(new Set(answers.map((answer) => answer.pid === pid))).toEqual(new Set([false]));
});

test("a console that is killed is followed by another, the receiver stays", async () => {
  const { ask, notes } = await startReady();
  const { pid } = await ask();
  const started = () => notes().filter((note) => note.includes("started"));
  process.kill(Number(started()[0]?.split(" ")[1]), "SIGKILL");
  await until(() => started().length === 2);
  expect((await ask()).pid).toBe(pid);
});

test("SIGHUP takes the new build and the new settings without one failure", async () => {
  const { supervisor, project, build, ask, output, notes } = await startReady();
  const before = await ask();
  expect(before).toMatchObject({ build: "first" });
  build("second");
  writeFileSync(join(project, ".env"), "SETTING=changed\n");
  supervisor.kill("SIGHUP");
  const builds: (string | undefined)[] = [];
  while (!builds.includes("second")) {
    const answers = await Promise.all([ask(), ask("/slow"), ask()]);
    builds.push(...answers.map((answer) => answer.build));
  }
  expect(builds[0]).toBe("first");
  await until(() => output().includes('"msg":"replaced"'));
  expect(await ask()).toMatchObject({ build: "second", setting: "changed" });
  const told = notes().filter((note) => !note.includes("started"));
  expect(told.map((note) => note.replace(/\d+ /, ""))).toEqual(["console stop", "receiver retire"]);
});

test("a killed program is started from the build that the others run, until SIGHUP", async () => {
  const { build, ask } = await startReady();
  const { pid } = await ask();
  build("second");
  process.kill(pid, "SIGKILL");
  expect(await ask()).toMatchObject({ build: "first" });
});

test("a new receiver that can't run is dropped, and the old one stays", async () => {
  const { supervisor, project, ask, output } = await startReady();
  const { pid } = await ask();
  writeFileSync(join(project, ".env"), "UNUSABLE=receiver\n");
  supervisor.kill("SIGHUP");
  await until(() => output().includes("the old stays"));
  await expect.poll(output).toContain("The receiver's sentence.");
  expect(await ask()).toMatchObject({ pid });
});

test("a SIGHUP that comes meanwhile is kept until the first is done", async () => {
  const { supervisor, output } = await startReady();
  supervisor.kill("SIGHUP");
  await until(() => output().includes('"msg":"replacing both programs"'));
  supervisor.kill("SIGHUP");
  await until(() => output().split('"msg":"replaced"').length === 3);
});

test("SIGTERM ends the console, then the receiver, and gives the port back", async () => {
  const { supervisor, port, ended, notes } = await startReady();
  supervisor.kill("SIGTERM");
  expect(await ended).toBe(0);
  const told = notes().filter((note) => note.endsWith("stop"));
  expect(told.map((note) => note.split(" ")[0])).toEqual(["console", "receiver"]);
  const again = createServer();
  await new Promise<void>((resolve) => again.listen(port, "127.0.0.1", resolve));
  again.close();
});

test("SIGTERM ends within its time, whatever the children do", async () => {
  const env = { DEAF: "console", SHUTDOWN_TIMEOUT_MS: "4000" };
  const { supervisor, ended, notes } = await startReady({ env });
  supervisor.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(notes().at(-1)).toMatch(/^receiver \d+ stop$/);
});

test("SIGINT that goes on ends everything at once; the same one from npm does not", async () => {
  const env = { DEAF: "console", SHUTDOWN_TIMEOUT_MS: "600000" };
  const { supervisor, ask, notes } = await startReady({ env });
  supervisor.kill("SIGINT");
  supervisor.kill("SIGINT");
  await until(() => notes().at(-1)?.endsWith("stop"));
  expect((await ask()).build).toBe("first");
  await until(() => !supervisor.kill("SIGINT"));
});

test("a supervisor that is killed takes its programs with it", async () => {
  const { supervisor, ask, ended } = await startReady();
  const { pid } = await ask();
  supervisor.kill("SIGKILL");
  await ended;
  await until(() => {
    try {
      return !process.kill(pid, 0);
    } catch {
      return true;
    }
  });
});

test.each(["receiver", "console"])("what a %s can't start for is the last word", async (name) => {
  const { ended, output } = await startSupervised({ env: { UNUSABLE: name } });
  expect(await ended).toBe(78);
  await expect.poll(output).toMatch(new RegExp(`^The ${name}'s sentence.$`, "m"));
});
