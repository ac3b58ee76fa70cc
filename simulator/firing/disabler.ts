import type { World } from "../state/world";

const FAILURES = 6;
const WITHIN_MS = 60_000;
const CHECK_EVERY_MS = 15_000;

/** Switches a webhook off after six failed tries within a minute (docs/kazoo.md#auto-disable). */
export interface Disabler {
  noteFailure(hookId: string): void;
  flush(hookId: string): void;
  clear(): void;
  /** Runs until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export function createDisabler(world: World, onDisabled: (hookId: string) => void): Disabler {
  const failures = new Map<string, number[]>();

  /** The account's own, where it sets them. */
  function limitsOf(hookId: string) {
    const own = world.webhookConfigs.get(world.webhooks.get(hookId)?.accountId ?? "");
    return {
      count: Number(own?.attempt_failure_count ?? FAILURES),
      windowMs: Number(own?.attempt_failure_expiry_ms ?? WITHIN_MS),
    };
  }

  function check(): void {
    for (const [hookId, times] of failures) {
      const { count, windowMs } = limitsOf(hookId);
      const recent = times.filter((time) => time > world.clock.now() - windowMs);
      if (recent.length >= count) {
        failures.delete(hookId);
        disable(hookId);
      } else if (recent.length === 0) failures.delete(hookId);
      else failures.set(hookId, recent);
    }
  }

  function disable(hookId: string): void {
    const webhook = world.webhooks.get(hookId);
    if (!webhook) return;
    webhook.disabledMessage = "too many failed attempts";
    world.revise(webhook, { ...webhook.fields, enabled: false });
    onDisabled(hookId);
  }

  return {
    // A success in between does not reset the count.
    noteFailure(hookId) {
      const times = failures.get(hookId) ?? [];
      times.push(world.clock.now());
      failures.set(hookId, times);
    },
    flush: (hookId) => failures.delete(hookId),
    clear: () => failures.clear(),
    async run(signal) {
      while (!signal.aborted) {
        await world.clock.sleep(CHECK_EVERY_MS, signal);
        if (!signal.aborted) check();
      }
    },
  };
}
