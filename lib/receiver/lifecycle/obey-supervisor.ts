import type { ChildMessage, SupervisorMessage } from "@/lib/control/control";

/** What remains for the end when the supervisor is gone. */
const orphanTimeoutMs = 5_000;

export interface Obedient {
  stop(timeoutMs: number): void;
  retire(): void;
}

function isSupervisorMessage(message: unknown): message is SupervisorMessage {
  if (typeof message !== "object" || message === null || !("kind" in message)) return false;
  if (message.kind === "retire") return true;
  return message.kind === "stop" && "timeoutMs" in message && typeof message.timeoutMs === "number";
}

/**
 * Does what the supervisor says. Ctrl-C and systemd signal all programs at once, and the order of
 * their ends is the supervisor's to keep: with one above, signals are left to it.
 */
export function obeySupervisor({ stop, retire }: Obedient, aloneTimeoutMs: number): void {
  const isAlone = process.send === undefined;
  for (const signal of ["SIGTERM", "SIGINT"]) {
    process.on(signal, () => {
      if (isAlone) stop(aloneTimeoutMs);
    });
  }
  // A terminal that closes is no reason to lose deliveries either.
  process.on("SIGHUP", () => {});
  process.on("message", (message: unknown) => {
    if (!isSupervisorMessage(message)) return;
    if (message.kind === "stop") stop(message.timeoutMs);
    else retire();
  });
  process.once("disconnect", () => stop(orphanTimeoutMs));
  // It may have gone while this was loaded.
  if (!isAlone && !process.connected) stop(orphanTimeoutMs);
}

export function tellSupervisor(message: ChildMessage): Promise<void> {
  return new Promise((resolve) => {
    if (!process.connected || !process.send) return resolve();
    process.send(message, undefined, {}, () => resolve());
  });
}
