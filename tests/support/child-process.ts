import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface RunningProcess {
  /** Everything it wrote so far, both streams. */
  output(): string;
  /** Sends the signal and resolves with the exit code (null when killed). */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const startTimeoutMs = 100_000;
const pollMs = 100;

async function untilAnswers(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${output()}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  throw new Error(`${url} did not answer within ${startTimeoutMs} ms:\n${output()}`);
}

/** Starts a built program of the project and waits until the URL answers 200. */
export async function startProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  readyUrl: string,
): Promise<RunningProcess> {
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  let written = "";
  const collect = (chunk: Buffer): void => {
    written += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const output = () => written;
  try {
    await untilAnswers(readyUrl, child, output);
  } catch (cause) {
    child.kill("SIGTERM");
    throw cause;
  }
  return {
    output,
    async stop(signal = "SIGTERM") {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exited = once(child, "exit");
      child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
}
