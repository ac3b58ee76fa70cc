import { resolve } from "node:path";
import { listenFdVariable, socketFolderVariable } from "@/lib/control/control";

type Source = Readonly<Record<string, string | undefined>>;

/** What the receiver needs to know. */
export interface ReceiverSettings {
  readonly host: string;
  readonly port: number;
  /** A bound port that was handed on; null: the receiver opens its own. */
  readonly listenFd: number | null;
  /** Where the console's sockets are; null: there is no console. */
  readonly socketFolder: string | null;
  readonly dataDir: string;
  /** The path of PUBLIC_URL: "" or "/hookline". */
  readonly basePath: string;
  readonly bodyLimitBytes: number;
  /** Deliveries a second and receiver key; null is no limit. */
  readonly maxPerSecond: number | null;
  readonly holdSeconds: number;
  readonly failsPerMinute: number;
  readonly acknowledge: "disk" | "database";
  readonly spoolReserveBytes: number;
  readonly trustProxy: boolean;
  readonly development: boolean;
  readonly logLevel: string;
  readonly shutdownTimeoutMs: number;
}

/** Blank counts as absent. */
function textIn(source: Source, name: string): string | null {
  const value = source[name];
  return value === undefined || value.trim() === "" ? null : value;
}

function wholeNumber(source: Source, name: string, fallback: number, min: number, max?: number) {
  const value = Number(textIn(source, name) ?? fallback);
  const fits = Number.isSafeInteger(value) && value >= min && value <= (max ?? value);
  return fits ? value : fallback;
}

function basePathOf(publicUrl: string | null): string {
  if (publicUrl === null || !URL.canParse(publicUrl)) return "";
  const { protocol, pathname } = new URL(publicUrl);
  if (!/^https?:$/.test(protocol)) return "";
  return pathname.replace(/\/{2,}/g, "/").replace(/\/$/, "");
}

const maxSafe = Number.MAX_SAFE_INTEGER;
const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];

/**
 * The receiver's part of the settings, read without any package. A wrong value counts as absent:
 * the console reads the same variables and ends the start with a sentence about it.
 */
export function parseReceiverSettings(source: Source): ReceiverSettings {
  const listenFd = wholeNumber(source, listenFdVariable, -1, 0, 65_535);
  const level = textIn(source, "LOG_LEVEL") ?? "";
  return {
    host: textIn(source, "HOST") ?? "0.0.0.0",
    port: wholeNumber(source, "PORT", 3000, 0, 65_535),
    listenFd: listenFd === -1 ? null : listenFd,
    socketFolder: textIn(source, socketFolderVariable),
    dataDir: resolve(textIn(source, "DATA_DIR") ?? "./data"),
    basePath: basePathOf(textIn(source, "PUBLIC_URL")),
    bodyLimitBytes: wholeNumber(
      source,
      "RECEIVER_BODY_LIMIT_BYTES",
      8 * 1024 * 1024,
      1024,
      maxSafe,
    ),
    maxPerSecond: wholeNumber(source, "RECEIVER_MAX_PER_SECOND", 0, 0, maxSafe) || null,
    holdSeconds: wholeNumber(source, "RECEIVER_HOLD_SECONDS", 300, 0, 86_400),
    failsPerMinute: wholeNumber(source, "RECEIVER_FAILS_PER_MINUTE", 3, 0, 5),
    acknowledge: textIn(source, "ACKNOWLEDGE") === "database" ? "database" : "disk",
    spoolReserveBytes: wholeNumber(source, "SPOOL_RESERVE_BYTES", 64 * 1024 * 1024, 0, maxSafe),
    trustProxy: textIn(source, "TRUST_PROXY") === "true",
    development: textIn(source, "NODE_ENV") === "development",
    logLevel: logLevels.includes(level) ? level : "info",
    shutdownTimeoutMs: wholeNumber(source, "SHUTDOWN_TIMEOUT_MS", 10_000, 0, maxSafe),
  };
}

export function readReceiverSettings(): ReceiverSettings {
  return parseReceiverSettings(process.env);
}
