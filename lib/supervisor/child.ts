import { type ChildProcess, spawn } from "node:child_process";
import { setPriority } from "node:os";
import { type ChildMessage, type SupervisorMessage, unusableExitCode } from "@/lib/control/control";

export interface ChildProgram {
  readonly file: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Becomes the child's descriptor 3. */
  readonly fd: number | null;
  /** How far it stands back from others; 0 is as the supervisor. */
  readonly niceness: number;
}

export interface ChildEnd {
  readonly code: number | null;
  readonly signal: string | null;
  /** Why it can't run, and wouldn't the next time; null when it didn't say so. */
  readonly unusable: string | null;
}

export interface Child {
  readonly pid: number | undefined;
  readonly isReady: () => boolean;
  /** Never resolves for a child that isn't ready before its end. */
  readonly ready: Promise<void>;
  readonly ended: Promise<ChildEnd>;
  tell(message: SupervisorMessage): void;
  kill(): void;
}

function isChildMessage(message: unknown): message is ChildMessage {
  if (typeof message !== "object" || message === null || !("kind" in message)) return false;
  if (message.kind === "ready") return true;
  return message.kind === "unusable" && "message" in message && typeof message.message === "string";
}

function standBack(pid: number, niceness: number): void {
  try {
    setPriority(pid, niceness);
  } catch {
    // Where it is forbidden the child runs as well, and tries it itself.
  }
}

function start({ file, env, fd, niceness }: ChildProgram): ChildProcess {
  const child = spawn(process.execPath, [file], {
    env: Object.assign({ NODE_ENV: "production" as const }, env),
    stdio: ["ignore", "inherit", "inherit", fd ?? "ignore", "ipc"],
  });
  // So early that all of its threads, which inherit it, are still to come.
  if (niceness !== 0 && child.pid !== undefined) standBack(child.pid, niceness);
  return child;
}

export function startChild(program: ChildProgram): Child {
  const child = start(program);
  let unusable: string | null = null;
  let isReady = false;
  const ready = new Promise<void>((resolve) => {
    child.on("message", (message) => {
      if (!isChildMessage(message)) return;
      if (message.kind === "unusable") {
        unusable = message.message;
        return;
      }
      isReady = true;
      resolve();
    });
  });
  const ended = new Promise<ChildEnd>((resolve) => {
    // Also when it could not be started at all.
    child.once("error", () => resolve({ code: null, signal: null, unusable }));
    child.once("close", (code, signal) => {
      const cause = unusable ?? (code === unusableExitCode ? "" : null);
      resolve({ code, signal, unusable: cause });
    });
  });
  return {
    pid: child.pid,
    isReady: () => isReady,
    ready,
    ended,
    tell(message) {
      if (child.connected) child.send(message, () => {});
    },
    kill: () => void child.kill("SIGKILL"),
  };
}
