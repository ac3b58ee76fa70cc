import { type DestinationStream, type Logger, pino } from "pino";

export type { Logger };

const secretNames = [
  "token",
  "password",
  "credentials",
  "authToken",
  "apiKey",
  "key",
  "cookie",
  "sessionSecret",
  "headers",
];

/** JSON lines to `destination`, standard output unless told; what has a secret's name is masked. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const paths = [...secretNames, ...secretNames.map((name) => `*.${name}`)];
  const options = { level, base: null, redact: { paths, censor: "***" } };
  return destination ? pino(options, destination) : pino(options);
}
