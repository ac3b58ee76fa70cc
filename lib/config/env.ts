import { resolve } from "node:path";
import { z } from "zod";

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
      return { name: named?.[1] ?? "default", url: (named?.[2] ?? entry).replace(/\/+$/, "") };
    });
    for (const { url } of parsed) {
      if (!/^https?:\/\/[^\s/]+/.test(url) || !URL.canParse(url)) {
        context.addIssue(`"${url}" is not an http(s) URL like https://kazoo.example:8443.`);
      }
    }
    if (parsed.length === 0) context.addIssue("needs at least one URL.");
    if (new Set(parsed.map((cluster) => cluster.name)).size < parsed.length) {
      context.addIssue("names a cluster twice; write each as name=url, with its own name.");
    }
    return parsed;
  });

const port = z.coerce.number().int().min(0).max(65_535);

const envSchema = z.object({
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
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  DATA_DIR: z
    .string()
    .min(1)
    .default("./data")
    .transform((path) => resolve(path)),
  DATABASE_URL: z
    .string()
    .regex(/^file:./, 'names a SQLite file, as in "file:./data/hookline.db".')
    .optional(),
  SESSION_SECRET: z.string().min(32, "needs at least 32 characters.").optional(),
  RECEIVER_BODY_LIMIT_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(8 * 1024 * 1024),
  TRUST_PROXY: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  SHUTDOWN_TIMEOUT_MS: z.coerce.number().int().min(0).default(10_000),
});

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
  readonly dataDir: string;
  readonly databaseFile: string;
  readonly sessionSecret: string | undefined;
  readonly receiverBodyLimitBytes: number;
  readonly trustProxy: boolean;
  readonly logLevel: string;
  readonly shutdownTimeoutMs: number;
}

export class EnvError extends Error {
  override readonly name = "EnvError";
}

/** Throws an EnvError that names each wrong variable. An empty value counts as absent. */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = envSchema.safeParse(present);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new EnvError(`Hookline can't start with these settings:\n${lines.join("\n")}`);
  }
  const env = result.data;
  return {
    mode: env.NODE_ENV,
    kazooClusters: env.KAZOO_API_URL,
    kazooTimeoutMs: env.KAZOO_TIMEOUT_MS,
    kazooAnswerLimitBytes: env.KAZOO_ANSWER_LIMIT_BYTES,
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL ?? `http://127.0.0.1:${env.PORT}`,
    dataDir: env.DATA_DIR,
    databaseFile: resolve(env.DATABASE_URL?.slice("file:".length) ?? `${env.DATA_DIR}/hookline.db`),
    sessionSecret: env.SESSION_SECRET,
    receiverBodyLimitBytes: env.RECEIVER_BODY_LIMIT_BYTES,
    trustProxy: env.TRUST_PROXY,
    logLevel: env.LOG_LEVEL,
    shutdownTimeoutMs: env.SHUTDOWN_TIMEOUT_MS,
  };
}

export function readEnv(): Env {
  return parseEnv(process.env);
}
