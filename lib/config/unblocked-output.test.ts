import { execFileSync } from "node:child_process";
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createUnblockedOutput } from "./unblocked-output";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookline-output-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("writes all lines in their order", async () => {
  const fd = openSync(join(folder, "log"), "w");
  const output = createUnblockedOutput(fd);
  const lines = Array.from({ length: 1_000 }, (_, number) => `${number}\n`);
  for (const line of lines) output.write(line);
  await output.flush(10_000);
  closeSync(fd);
  expect(readFileSync(join(folder, "log"), "utf8")).toBe(lines.join(""));
});

test("goes on while nobody empties the pipe, drops the surplus and says so", async () => {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const { O_RDONLY, O_NONBLOCK, O_WRONLY } = constants;
  const reading = openSync(pipe, O_RDONLY | O_NONBLOCK);
  const writing = openSync(pipe, O_WRONLY);
  const output = createUnblockedOutput(writing);
  const line = `${"x".repeat(999)}\n`;
  for (let count = 0; count < 3_000; count += 1) output.write(line);
  let text = "";
  const buffer = Buffer.alloc(64 * 1024);
  let flushed = false;
  const flushing = output.flush(60_000).then(() => {
    flushed = true;
  });
  while (!flushed || !text.endsWith("}\n")) {
    await new Promise((resolve) => setImmediate(resolve));
    try {
      text += buffer.toString("latin1", 0, readSync(reading, buffer));
    } catch {
      // There is nothing to be read just now.
    }
  }
  await flushing;
  closeSync(reading);
  closeSync(writing);
  const lines = text.split("\n").filter(Boolean);
  const dropped = Number(JSON.parse(lines.find((found) => found.startsWith("{")) ?? "{}").dropped);
  expect(dropped).toBeGreaterThan(1_000);
  expect(lines.length - 1 + dropped).toBe(3_000);
});
