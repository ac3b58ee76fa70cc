import { expect, test } from "vitest";
import { parseEnv } from "./env";
import { parseReceiverSettings } from "./receiver-settings";

test.each([
  {},
  { PORT: "0", HOST: "127.0.0.1", DATA_DIR: "data", TRUST_PROXY: "true" },
  { PORT: " ", HOST: "", DATA_DIR: "/var/lib/hookline", PUBLIC_URL: "https://h.example" },
  { PUBLIC_URL: "https://tools.example/hookline/", ACKNOWLEDGE: "database" },
  { PUBLIC_URL: "https://tools.example/tools/hook-line", LOG_LEVEL: "debug" },
  { RECEIVER_BODY_LIMIT_BYTES: "1e6", RECEIVER_HOLD_SECONDS: "0", RECEIVER_FAILS_PER_MINUTE: "5" },
  { RECEIVER_MAX_PER_SECOND: "20", SPOOL_RESERVE_BYTES: "0", SHUTDOWN_TIMEOUT_MS: "2500" },
])("the console and the receiver read the same from %j", (source) => {
  const env = parseEnv(source);
  expect(parseReceiverSettings(source)).toMatchObject({
    host: env.host,
    port: env.port,
    dataDir: env.dataDir,
    basePath: env.basePath,
    bodyLimitBytes: env.receiverBodyLimitBytes,
    maxPerSecond: env.receiverMaxPerSecond,
    holdSeconds: env.answerLadder.holdSeconds,
    failsPerMinute: env.answerLadder.failsPerMinute,
    acknowledge: env.acknowledge,
    spoolReserveBytes: env.spoolReserveBytes,
    trustProxy: env.trustProxy,
    logLevel: env.logLevel,
    shutdownTimeoutMs: env.shutdownTimeoutMs,
  });
});

test("what the console refuses counts as absent", () => {
  const wrong = {
    PORT: "http",
    PUBLIC_URL: "ftp://h.example/x",
    RECEIVER_BODY_LIMIT_BYTES: "1",
    RECEIVER_FAILS_PER_MINUTE: "6",
    RECEIVER_HOLD_SECONDS: "1.5",
    SPOOL_RESERVE_BYTES: "-1",
    ACKNOWLEDGE: "Database",
    TRUST_PROXY: "1",
    LOG_LEVEL: "loud",
  };
  expect(() => parseEnv(wrong)).toThrow();
  expect(parseReceiverSettings(wrong)).toEqual(parseReceiverSettings({}));
});

test("a port that was handed on is told by its descriptor", () => {
  expect(parseReceiverSettings({}).listenFd).toBeNull();
  expect(parseReceiverSettings({ HOOKLINE_LISTEN_FD: "3" }).listenFd).toBe(3);
  expect(parseReceiverSettings({ HOOKLINE_SOCKETS: "/tmp/s" }).socketFolder).toBe("/tmp/s");
});
