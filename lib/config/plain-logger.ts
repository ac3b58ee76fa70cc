const levels = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60, silent: Infinity };

type LevelName = keyof typeof levels;
type Fields = Readonly<Record<string, unknown>>;
type Log = (fields: Fields, message: string) => void;

/** The part of pino's logger that the programs without packages use; pino's fits it as well. */
export interface PlainLogger {
  readonly debug: Log;
  readonly info: Log;
  readonly warn: Log;
  readonly error: Log;
  readonly fatal: Log;
}

function isLevel(name: string): name is LevelName {
  return Object.hasOwn(levels, name);
}

function writable(value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  const code = "code" in value ? value.code : undefined;
  return { type: name, message, stack, code, ...(cause !== undefined && { cause: String(cause) }) };
}

/** JSON lines in pino's shape on standard output, without loading pino. */
export function createPlainLogger(
  level: string,
  write: (line: string) => void = (line) => void process.stdout.write(line),
): PlainLogger {
  const least = levels[isLevel(level) ? level : "info"];
  const at =
    (name: LevelName): Log =>
    (fields, message) => {
      if (levels[name] < least) return;
      const values = Object.entries(fields).map(([key, value]) => [key, writable(value)]);
      const line = { level: levels[name], time: Date.now(), ...Object.fromEntries(values) };
      write(`${JSON.stringify({ ...line, msg: message })}\n`);
    };
  return {
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    fatal: at("fatal"),
  };
}
