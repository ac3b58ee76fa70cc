import { format, stripVTControlCharacters } from "node:util";
import type { Logger } from "./logger";

const levels = { error: "error", warn: "warn", info: "info", log: "info", debug: "debug" } as const;

/** What packages write to the console becomes lines of the log. */
export function logConsole(logger: Logger, target: object = console): void {
  for (const [method, level] of Object.entries(levels)) {
    Reflect.set(target, method, (...values: unknown[]) => {
      const err = values.find((value) => value instanceof Error);
      const words = values.filter((value) => value !== err);
      const message = stripVTControlCharacters(format(...words)).trim();
      logger[level]({ from: "console", ...(err && { err }) }, message || (err?.message ?? ""));
    });
  }
}
