import { existsSync } from "node:fs";
import { join } from "node:path";
import { listenFdVariable, socketFolderVariable } from "@/lib/control/control";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a child finds the descriptor that it is given. */
const childFd = "3";

const settingsFiles = (mode: string) => [
  ".env",
  ".env.local",
  `.env.${mode}`,
  `.env.${mode}.local`,
];

/**
 * Our own environment and what the project's `.env` files add to it, read anew each time. The
 * package that reads them is loaded only where there are some.
 */
export async function readEnvironment(projectDir: string, own: Environment): Promise<Environment> {
  const mode = own.NODE_ENV === "development" ? "development" : "production";
  if (!settingsFiles(mode).some((name) => existsSync(join(projectDir, name)))) return own;
  const { default: nextEnv } = await import("@next/env");
  const log = { info: () => {}, error: () => {} };
  const { combinedEnv } = nextEnv.loadEnvConfig(projectDir, mode === "development", log, true);
  return { ...combinedEnv };
}

/** What a child is started with: sockets that systemd passed are ours, not its. */
export function childEnvironment(
  environment: Environment,
  socketFolder: string,
  fd: number | null,
): Record<string, string | undefined> {
  const { LISTEN_FDS: _fds, LISTEN_PID: _pid, LISTEN_FDNAMES: _names, ...rest } = environment;
  return {
    ...rest,
    [socketFolderVariable]: socketFolder,
    ...(fd !== null && { [listenFdVariable]: childFd }),
  };
}
