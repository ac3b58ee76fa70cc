import type { ConsoleState } from "../../control/console-state";
import type { ConsoleTrouble } from "./restarting-page";

/** Remembers when the console last was there, so that what is shown in its place can say so. */
export interface TroubleWatch {
  answered(): void;
  /** What is wrong, now that it gave no answer. `unresponsive`: it took the request. */
  trouble(unresponsive: boolean): ConsoleTrouble;
}

export function watchTrouble(
  consoleState: () => ConsoleState,
  eventsAreKept: () => boolean,
  now: () => number = Date.now,
): TroubleWatch {
  let seen = false;
  let since: number | null = null;
  return {
    answered() {
      seen = true;
      since = null;
    },
    trouble(unresponsive) {
      const state = consoleState();
      if (state === "up") seen = true;
      since ??= now();
      const closed = seen ? "restarting" : "starting";
      const kind = unresponsive || state === "stuck" ? "stuck" : closed;
      return { kind, since, eventsAreKept: eventsAreKept() };
    },
  };
}
