/** Pino's levels. */
const levels = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60 } as const;
type Level = keyof typeof levels;
const names: readonly Level[] = ["trace", "debug", "info", "warn", "error", "fatal"];

type Write = (entry: object, message: string) => void;

/** The part of pino's logger that the receiver and the supervisor need, without pino. */
export type PlainLogger = Readonly<Record<Level, Write>>;

const secretNames = new Set(["key", "headers", "cookie", "token", "authorization"]);

function plain(name: string, value: unknown): unknown {
  if (secretNames.has(name)) return "***";
  if (!(value instanceof Error)) return value;
  const { name: type, message, stack, cause } = value;
  const code = "code" in value ? value.code : undefined;
  return { type, message, stack, code, cause };
}

/**
 * JSON lines as pino writes them, each given to `write` with its line end; what has a secret's name
 * is masked.
 */
export function createPlainLogger(level: string, write: (line: string) => void): PlainLogger {
  const threshold = names.find((name) => name === level);
  const lowest = threshold ? levels[threshold] : Number.POSITIVE_INFINITY;
  const at = (name: Level): Write => {
    if (levels[name] < lowest) return () => {};
    return (entry, message) => {
      const line = { level: levels[name], time: Date.now(), ...entry, msg: message };
      write(`${JSON.stringify(line, plain)}\n`);
    };
  };
  return {
    trace: at("trace"),
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    fatal: at("fatal"),
  };
}
