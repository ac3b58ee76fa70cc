import { type Logger, pino } from "pino";

export type { Logger };

/** A receiver key is a secret in a path, so no path that holds one is written as it is. */
export function withoutReceiverKey(path: string): string {
  return path.replace(/(\/receive\/)[^/?#\s]+/g, "$1***");
}

const secretNames = ["token", "password", "credentials", "authToken", "apiKey", "key", "cookie"];

export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: {
      paths: [...secretNames, ...secretNames.map((name) => `*.${name}`), "headers", "*.headers"],
      censor: "***",
    },
  });
}
