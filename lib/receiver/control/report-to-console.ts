import type { ReceiverReport } from "@/lib/control/control";
import { monotonicMs } from "../limits/monotonic-ms";
import type { ConsoleClient } from "./console-client";
import type { ConsoleState } from "./console-state";

const everyMs = 1_000;
/** While the console isn't there yet: its first answer opens the pages. */
const everyStartingMs = 200;
/** Deliveries are taken before the console is looked for. */
const firstMs = 50;
const silentMs = 5_000;
const lastReportMs = 500;

/**
 * Reports the counters to the console once a second. The console's answer shows that it is alive.
 */
export interface ConsoleReports {
  state(): ConsoleState;
  /** Sends a last report, if the console still listens. */
  stop(): Promise<void>;
}

export function reportToConsole(
  client: ConsoleClient,
  report: () => ReceiverReport,
  now: () => number = monotonicMs,
): ConsoleReports {
  /** The newest answer, or since when it is looked for. */
  let heardAt = now();
  let wasHeard = false;
  let isClosed = true;
  let timer = setTimeout(tellAgain, firstMs).unref();
  let stopped = false;

  async function tell(): Promise<void> {
    const answer = await client.ask("POST", "/report", silentMs, report());
    if (answer === "closed" && wasHeard) {
      // The next one is another console, and begins.
      wasHeard = false;
    } else if (typeof answer === "object" && answer.status === 200) {
      wasHeard = true;
      heardAt = now();
    }
    isClosed = answer === "closed";
  }

  async function tellAgain(): Promise<void> {
    await tell();
    if (stopped) return;
    timer = setTimeout(tellAgain, wasHeard ? everyMs : everyStartingMs).unref();
  }

  return {
    state() {
      if (isClosed || !wasHeard) return "starting";
      return now() - heardAt < silentMs ? "up" : "stuck";
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      if (wasHeard) await client.ask("POST", "/report", lastReportMs, report());
    },
  };
}
