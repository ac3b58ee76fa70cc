import net from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { getSystemErrorName } from "node:util";
import { StartError } from "./settings";

interface BoundHandle {
  /** Below zero where descriptors can't be handed on. */
  readonly fd: number;
  getsockname(out: { port?: number }): number;
  close(): void;
}

declare module "net" {
  /** What node:cluster opens its ports with: a handle that is bound and doesn't accept. */
  function _createServerHandle(
    address: string,
    port: number,
    addressType: 4 | 6,
  ): number | BoundHandle;
}

/** A socket that is held open and handed to one receiver after another. */
export interface OpenPort {
  readonly fd: number;
  /** Null when it was given: systemd knows. */
  readonly port: number | null;
  /** Kept, since a handle that nobody holds is closed. */
  readonly handle?: BoundHandle;
}

const takenTimeoutMs = 10_000;
const retryMs = 50;
const firstPassedFd = 3;

/** The socket that systemd, or a program with its protocol, opened for this process. */
export function inheritedPort(
  source: Readonly<Record<string, string | undefined>>,
  pid: number,
): OpenPort | null {
  const isOurs = Number(source.LISTEN_PID) === pid && Number(source.LISTEN_FDS) >= 1;
  return isOurs ? { fd: firstPassedFd, port: null } : null;
}

async function addressOf(host: string): Promise<{ address: string; family: 4 | 6 }> {
  const written = net.isIP(host);
  if (written !== 0) return { address: host, family: written === 6 ? 6 : 4 };
  const { lookup } = await import("node:dns/promises");
  try {
    const { address, family } = await lookup(host);
    return { address, family: family === 6 ? 6 : 4 };
  } catch {
    throw new StartError(`HOST: no address is known for "${host}".`);
  }
}

function bind(address: string, port: number, family: 4 | 6): number | [BoundHandle, number] {
  const handle = net._createServerHandle(address, port, family);
  if (typeof handle === "number") return handle;
  // A taken port is reported by the first call after binding, not by binding.
  const name: { port?: number } = {};
  const problem = handle.getsockname(name);
  if (problem === 0) return [handle, name.port ?? port];
  handle.close();
  return problem;
}

function sentence(problem: string, host: string, port: number): string {
  switch (problem) {
    case "EADDRINUSE":
      return `Port ${port} is taken: another program listens on ${host}:${port}. Stop it, or set PORT to another.`;
    case "EACCES":
      return `Port ${port} can't be opened by this user (EACCES). Set PORT to one above 1023, or let systemd open it.`;
    case "EADDRNOTAVAIL":
      return `HOST: this machine has no address ${host}.`;
    default:
      return `Port ${port} of ${host} can't be opened: ${problem}.`;
  }
}

/** Binds the port without accepting. Retries for a while: the one before may still be ending. */
export async function openPort(
  { host, port }: { readonly host: string; readonly port: number },
  timeoutMs = takenTimeoutMs,
): Promise<OpenPort> {
  const { address, family } = await addressOf(host);
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const bound = bind(address, port, family);
    if (typeof bound !== "number") {
      const [handle, boundPort] = bound;
      return { fd: handle.fd, port: boundPort, handle };
    }
    const problem = getSystemErrorName(bound);
    if (problem !== "EADDRINUSE" || Date.now() >= deadline) {
      throw new StartError(sentence(problem, host, port));
    }
    await wait(retryMs);
  }
}
