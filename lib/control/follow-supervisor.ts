import { type ChildMessage, type SupervisorMessage, unusableExitCode } from "./control";

/** A console's side of the channel to the supervisor that started it. */
export interface SupervisorLink {
  ready(): void;
  /** Says why this can't run, and ends. */
  unusable(reason: string): Promise<never>;
  /** Resolves when it is to end, with how long that may take. */
  readonly stopped: Promise<number>;
}

/** The time for ending when the supervisor is gone or there never was one. */
const orphanTimeoutMs = 5_000;
const aloneTimeoutMs = 10_000;

const isStop = (message: unknown): message is SupervisorMessage & { readonly kind: "stop" } =>
  typeof message === "object" && message !== null && "kind" in message && message.kind === "stop";

/**
 * Ctrl-C and systemd signal all programs at once, but their order is the supervisor's to keep: with
 * one above, signals are left to it. A console that was started alone stops at a signal.
 */
export function followSupervisor(): SupervisorLink {
  const isAlone = process.send === undefined;
  let isReady = false;
  const stopped = new Promise<number>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"]) {
      process.on(signal, () => {
        if (isAlone) resolve(aloneTimeoutMs);
      });
    }
    process.on("message", (message) => {
      if (isStop(message)) resolve(message.timeoutMs);
    });
    process.once("disconnect", () => resolve(orphanTimeoutMs));
    // It may have gone while this was loaded.
    if (!isAlone && !process.connected) resolve(orphanTimeoutMs);
  });
  // What isn't ready has nothing to finish.
  stopped.then(() => isReady || process.exit(0)).catch(() => {});
  const tell = async (message: ChildMessage) => {
    if (!process.connected || !process.send) return;
    await new Promise<void>((resolve) => process.send?.(message, undefined, {}, () => resolve()));
  };
  return {
    stopped,
    ready() {
      isReady = true;
      void tell({ kind: "ready" });
    },
    async unusable(message) {
      if (!process.connected) process.stderr.write(`${message}\n`);
      await tell({ kind: "unusable", message });
      return process.exit(unusableExitCode);
    },
  };
}
