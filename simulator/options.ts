import type { Clock } from "./clock/clock";

export type KazooVersion = "master" | "4.3";

export interface SimulatorOptions {
  /** 0 takes a free port. */
  port?: number;
  host?: string;
  kazoo?: KazooVersion;
  /** What to fill the simulator with; `none` still has a master account to log in to. */
  seed?: "none" | "demo";
  /** So many more sub-accounts of the demo, with webhooks in all states. */
  subAccounts?: number;
  /** Number behind every generated id, so two runs have the same ids. */
  randomSeed?: number;
  /** 32 hex digits that end every payload; generated when absent. */
  clusterId?: string;
  tokenLifetimeSeconds?: number;
  /** false switches the token buckets off. */
  rateLimit?: boolean;
  /** All accounts that an address asks for share one bucket. */
  oneBucket?: boolean;
  /** Hosts and addresses a webhook may not point at. */
  blacklistHosts?: string[];
  /** true empties the blacklist: receivers on this machine may be registered. */
  allowLoopback?: boolean;
  /** Accept `Authorization: Basic`, as a cluster does that runs cb_basic_auth. */
  basicAuth?: boolean;
  /** Store successful attempts too (Kazoo's `log_successful_attempts`). */
  logSuccessfulAttempts?: boolean;
  /** Send URLs the way HTTP clients of OTP 22.3.2 and before did: raw, unchecked. */
  legacyUri?: boolean;
  connectTimeoutMs?: number;
  /** `loopback-only` answers nxdomain for every other host, without asking a resolver. */
  resolveHosts?: "any" | "loopback-only";
  clock?: Clock;
  /** Called with one line per API request. */
  log?: (line: string) => void;
}

export type Settings = Required<
  Omit<SimulatorOptions, "clock" | "log" | "port" | "host" | "clusterId">
> &
  Pick<SimulatorOptions, "clusterId">;

export function resolveSettings(options: SimulatorOptions): Settings {
  const allowLoopback = options.allowLoopback ?? false;
  return {
    kazoo: options.kazoo ?? "master",
    seed: options.seed ?? "none",
    subAccounts: options.subAccounts ?? 0,
    randomSeed: options.randomSeed ?? 1,
    clusterId: options.clusterId,
    tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 3600,
    rateLimit: options.rateLimit ?? true,
    oneBucket: options.oneBucket ?? false,
    allowLoopback,
    blacklistHosts: allowLoopback
      ? []
      : (options.blacklistHosts ?? ["localhost", "127.0.0.1", "0.0.0.0"]),
    basicAuth: options.basicAuth ?? false,
    logSuccessfulAttempts: options.logSuccessfulAttempts ?? false,
    legacyUri: options.legacyUri ?? false,
    connectTimeoutMs: options.connectTimeoutMs ?? 10_000,
    resolveHosts: options.resolveHosts ?? "any",
  };
}
