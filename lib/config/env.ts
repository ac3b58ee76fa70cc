import { join, resolve } from "node:path";
import nextEnv from "@next/env";
import { z } from "zod";
import { type DemoLogin, demoLoginSchema } from "@/lib/domain/session";
import { type DatabaseSettings, databaseUrlSchema } from "./database-url";

const plainOnly = "leave out user, password, ? and #.";

/** True also for a text that is no URL; another rule reports that. */
function isPlain(url: string): boolean {
  if (!URL.canParse(url)) return true;
  const { username, password, search, hash } = new URL(url);
  return [username, password, search, hash].every((part) => part === "");
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : "";
}

/** Such a path needs no encoding, wherever it is written. */
function hasPlainPath(url: string): boolean {
  return /^(\/[\w.~-]+)*\/*$/.test(pathOf(url));
}

/** Behind a proxy that strips the path, its own pages could not be told from what is below it. */
function hasOwnPath(url: string): boolean {
  return !/^\/(receive|api|a|login|_next)(\/|$)/.test(pathOf(url));
}

/** "http://kazoo:8000" or "eu=https://eu.example,us=https://us.example". */
const clusters = z
  .string()
  .default("http://127.0.0.1:8000")
  .transform((value, context) => {
    const entries = value
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean);
    const parsed = entries.map((entry) => {
      const named = /^([a-z0-9][a-z0-9-]*)=(.*)$/i.exec(entry);
      // The version belongs to each request, but the address is often copied with it.
      const url = (named?.[2] ?? entry).replace(/\/+$/, "").replace(/\/v2$/, "");
      return { name: named?.[1] ?? "default", url };
    });
    for (const { name, url } of parsed) {
      if (!/^https?:\/\/[^\s/]+/.test(url) || !URL.canParse(url)) {
        context.addIssue(`"${url}" is not an http(s) URL like https://kazoo.example:8443.`);
      } else if (!isPlain(url)) {
        context.addIssue(`has more than an address for "${name}": ${plainOnly}`);
      }
    }
    if (parsed.length === 0) context.addIssue("needs at least one URL.");
    if (new Set(parsed.map((cluster) => cluster.name)).size < parsed.length) {
      context.addIssue("names a cluster twice; write each as name=url, with its own name.");
    }
    return parsed;
  });

const port = z.coerce.number().int().min(0).max(65_535);

/** 0, the default, is none. */
const flag = z.stringbool({ truthy: ["true"], falsy: ["false"] }).default(false);
const limit = z.coerce.number().int().min(0).default(0);

const envSchema = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
    KAZOO_API_URL: clusters,
    KAZOO_TIMEOUT_MS: z.coerce.number().int().min(100).max(120_000).default(15_000),
    KAZOO_ANSWER_LIMIT_BYTES: z.coerce
      .number()
      .int()
      .min(1024)
      .default(8 * 1024 * 1024),
    PORT: port.default(3000),
    HOST: z.string().min(1).default("0.0.0.0"),
    PUBLIC_URL: z
      .url({ protocol: /^https?$/ })
      .refine(isPlain, plainOnly)
      .refine(hasPlainPath, "has a path with other characters than letters, digits and - . _ ~.")
      .refine(hasOwnPath, "has a path that begins with one of Hookline's own: choose another.")
      // Kazoo refuses a receiver URL whose scheme isn't in lower case.
      .transform((url) => new URL(url).href.replace(/\/+$/, ""))
      .optional(),
    DATA_DIR: z
      .string()
      .min(1)
      .default("./data")
      .transform((path) => resolve(path)),
    DATABASE_URL: databaseUrlSchema.optional(),
    RETENTION_DAYS: z.coerce.number().int().min(0).max(36_500).default(30),
    RETENTION_MAX_EVENTS: limit,
    RETENTION_MAX_BYTES: limit,
    RETENTION_MIN_FREE_BYTES: limit,
    RETENTION_MAX_EVENTS_PER_ACCOUNT: limit,
    RETENTION_MAX_BYTES_PER_ACCOUNT: limit,
    SESSION_SECRET: z.string().min(32, "needs at least 32 characters.").optional(),
    METRICS_TOKEN: z
      .string()
      .regex(/^[\x21-\x7e]{16,}$/, "needs at least 16 characters, none of them a space.")
      .optional(),
    RECEIVER_BODY_LIMIT_BYTES: z.coerce
      .number()
      .int()
      .min(1024)
      .default(8 * 1024 * 1024),
    RECEIVER_HOLD_SECONDS: z.coerce.number().int().min(0).max(86_400).default(300),
    // Six failures within a minute switch a webhook off.
    RECEIVER_FAILS_PER_MINUTE: z.coerce.number().int().min(0).max(5).default(3),
    // Deliveries a second and receiver key; 0 is no limit.
    RECEIVER_MAX_PER_SECOND: limit,
    ACKNOWLEDGE: z.enum(["disk", "database"]).default("disk"),
    SPOOL_RESERVE_BYTES: z.coerce
      .number()
      .int()
      .min(0)
      .default(64 * 1024 * 1024),
    TRUST_PROXY: flag,
    ALLOW_PRIVATE_TARGETS: flag,
    LOG_LEVEL: z
      .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
      .default("info"),
    SHUTDOWN_TIMEOUT_MS: z.coerce.number().int().min(0).default(10_000),
    // Set by the demo alone; the login page shows it to everybody.
    DEMO_LOGIN: z.optional(demoLoginSchema),
  })
  .refine(
    ({ DATABASE_URL, RETENTION_MIN_FREE_BYTES }) =>
      DATABASE_URL?.engine !== "postgres" || RETENTION_MIN_FREE_BYTES === 0,
    {
      path: ["RETENTION_MIN_FREE_BYTES"],
      error: "is for a SQLite file: the disk of a PostgreSQL can't be seen from here.",
    },
  );

/**
 * How long events stay; null is no limit. Age drops the oldest of all accounts, number and bytes
 * the oldest of the account that has most.
 */
export interface RetentionSettings {
  readonly days: number | null;
  readonly maxEvents: number | null;
  readonly maxBytes: number | null;
  /** Of each account. */
  readonly maxEventsPerAccount: number | null;
  readonly maxBytesPerAccount: number | null;
  /** Of the disk that a SQLite file lies on. */
  readonly minFreeBytes: number | null;
}

/** The process's settings, parsed once. `.env.example` documents each. */
export interface Env {
  readonly mode: "development" | "production" | "test";
  readonly kazooClusters: readonly { readonly name: string; readonly url: string }[];
  readonly kazooTimeoutMs: number;
  readonly kazooAnswerLimitBytes: number;
  readonly port: number;
  readonly host: string;
  /** What Kazoo can reach, without a trailing slash. */
  readonly publicUrl: string;
  /** The path of publicUrl, under which everything lives: "" or "/hookline". */
  readonly basePath: string;
  readonly dataDir: string;
  /** The journal of what was received and is not in the database yet. */
  readonly spoolFolder: string;
  readonly database: DatabaseSettings;
  readonly retention: RetentionSettings;
  readonly sessionSecret: string | undefined;
  /** What a scrape of the metrics must carry; undefined: there are none. */
  readonly metricsToken: string | undefined;
  readonly receiverBodyLimitBytes: number;
  /** Deliveries a second and receiver key; null is no limit. */
  readonly receiverMaxPerSecond: number | null;
  /** What a 200 waits for: the sync of the spool on this machine, or the database's commit. */
  readonly acknowledge: "disk" | "database";
  /** Of a file that is given up when the disk is full, so that there is time to act. */
  readonly spoolReserveBytes: number;
  readonly answerLadder: { readonly holdSeconds: number; readonly failsPerMinute: number };
  readonly trustProxy: boolean;
  /** Whether Hookline itself may send requests to addresses of its own network. */
  readonly allowPrivateTargets: boolean;
  readonly logLevel: string;
  readonly shutdownTimeoutMs: number;
  readonly demoLogin: DemoLogin | null;
}

export class EnvError extends Error {
  override readonly name = "EnvError";
}

/** Throws an EnvError that names each wrong variable. A blank value counts as absent. */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const present = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value?.trim() !== ""),
  );
  const result = envSchema.safeParse(present);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new EnvError(`Hookline can't start with these settings:\n${lines.join("\n")}`);
  }
  const env = result.data;
  const publicUrl = env.PUBLIC_URL ?? `http://127.0.0.1:${env.PORT}`;
  return {
    mode: env.NODE_ENV,
    kazooClusters: env.KAZOO_API_URL,
    kazooTimeoutMs: env.KAZOO_TIMEOUT_MS,
    kazooAnswerLimitBytes: env.KAZOO_ANSWER_LIMIT_BYTES,
    port: env.PORT,
    host: env.HOST,
    publicUrl,
    basePath: new URL(publicUrl).pathname.replace(/\/+$/, ""),
    dataDir: env.DATA_DIR,
    spoolFolder: join(env.DATA_DIR, "spool"),
    database: env.DATABASE_URL ?? { engine: "sqlite", file: join(env.DATA_DIR, "hookline.db") },
    retention: {
      days: env.RETENTION_DAYS || null,
      maxEvents: env.RETENTION_MAX_EVENTS || null,
      maxBytes: env.RETENTION_MAX_BYTES || null,
      minFreeBytes: env.RETENTION_MIN_FREE_BYTES || null,
      maxEventsPerAccount: env.RETENTION_MAX_EVENTS_PER_ACCOUNT || null,
      maxBytesPerAccount: env.RETENTION_MAX_BYTES_PER_ACCOUNT || null,
    },
    sessionSecret: env.SESSION_SECRET,
    metricsToken: env.METRICS_TOKEN,
    receiverBodyLimitBytes: env.RECEIVER_BODY_LIMIT_BYTES,
    receiverMaxPerSecond: env.RECEIVER_MAX_PER_SECOND || null,
    acknowledge: env.ACKNOWLEDGE,
    spoolReserveBytes: env.SPOOL_RESERVE_BYTES,
    answerLadder: {
      holdSeconds: env.RECEIVER_HOLD_SECONDS,
      failsPerMinute: env.RECEIVER_FAILS_PER_MINUTE,
    },
    trustProxy: env.TRUST_PROXY,
    allowPrivateTargets: env.ALLOW_PRIVATE_TARGETS,
    logLevel: env.LOG_LEVEL,
    shutdownTimeoutMs: env.SHUTDOWN_TIMEOUT_MS,
    demoLogin: env.DEMO_LOGIN ?? null,
  };
}

/** Reads `.env` files of the folder, then the environment, which wins; makes NODE_ENV known to Next. */
export function readEnv(projectDir: string): Env {
  const development = process.env.NODE_ENV === "development";
  nextEnv.loadEnvConfig(projectDir, development, { info: () => {}, error: () => {} });
  const env = parseEnv(process.env);
  Object.assign(process.env, { NODE_ENV: env.mode });
  return env;
}
