import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDataDir } from "@/lib/control/lock";
import { bundleForNode } from "../../support/bundle-for-node";
import "../../support/patience";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookline-console-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function startConsole(env: Readonly<Record<string, string>> = {}, alone = false) {
  const settings = { DATA_DIR: join(folder, "data"), HOOKLINE_SOCKETS: folder, ...env };
  const child = spawn(process.execPath, [await bundleForNode("console.ts")], {
    env: { ...process.env, NODE_ENV: "production", ...settings },
    stdio: ["ignore", "ignore", "pipe", alone ? "ignore" : "ipc"],
  });
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const messages: unknown[] = [];
  child.on("message", (message) => messages.push(message));
  const ended = once(child, "close").then(() => child.exitCode);
  return { child, ended, messages, errors: () => errors };
}

test("wrong settings are told to the supervisor in a sentence that names them", async () => {
  const { ended, messages, errors } = await startConsole({
    RETENTION_DAYS: "long",
    ACKNOWLEDGE: "x",
  });
  expect(await ended).toBe(78);
  expect(messages).toEqual([
    { kind: "unusable", message: expect.stringMatching("RETENTION_DAYS: ") },
  ]);
  expect(messages).toEqual([{ kind: "unusable", message: expect.stringMatching("ACKNOWLEDGE: ") }]);
  expect(errors()).toBe("");
});

test("a data folder that another console works with is left alone", async () => {
  const dataDir = join(folder, "data");
  const lock = await lockDataDir(dataDir);
  const { ended, messages } = await startConsole();
  expect(await ended).toBe(78);
  const message = expect.stringContaining(`another Hookline works with ${dataDir}`);
  expect(messages).toEqual([{ kind: "unusable", message }]);
  lock.release();
});

test("one that is started by hand says how Hookline is started", async () => {
  const { ended, errors } = await startConsole({ HOOKLINE_SOCKETS: "" }, true);
  expect(await ended).toBe(78);
  expect(errors()).toContain("npm start");
});

test("one whose supervisor dies while it starts ends as well", async () => {
  const lock = await lockDataDir(join(folder, "data"));
  const { child } = await startConsole();
  // Nothing "closes" on a channel that is gone.
  const ended = once(child, "exit");
  child.disconnect();
  expect(await ended).toEqual([0, null]);
  lock.release();
});
