import { parseArgs } from "node:util";
import { SCENARIO_NAMES } from "./events/call-scenarios";
import { RANDOM_NOTIFICATION_NAMES } from "./events/random-notification";
import { FAULT_KINDS } from "./faults/fault";
import type { SimulatorOptions } from "./options";

export const HELP = `A small simulated Kazoo: the API under /v2, webhooks that really fire, controls under /_simulator/.

Usage: node dist/simulator.js [options]        (or: npm run simulator -- [options])

  --port N              port to listen on (default: SIMULATOR_PORT or 8000; 0 takes a free one)
  --host ADDRESS        address to listen on (default: 127.0.0.1)
  --kazoo VERSION       master (default) or 4.3: answer as this version does
  --seed NAME           none (default; account Master, user admin, password admin) or
                        demo (also account Demo, user operator, password hookline)
  --sub-accounts N      so many more sub-accounts of Demo, with webhooks in all states
  --random-seed N       number behind generated ids and traffic (default: 1)
  --cluster-id HEX      32 hex digits that end every payload (default: made from the random seed)
  --allow-loopback      accept webhook URLs on localhost, 127.0.0.1 and 0.0.0.0
  --loopback-only       deliver to this machine only; every other host is "nxdomain"
  --token-lifetime S    seconds a login token lives (default: 3600)
  --basic-auth          accept Authorization: Basic, too
  --one-bucket          all accounts of an address share one token bucket
  --no-rate-limit       switch the token buckets off
  --log-successes       store successful attempts too
  --legacy-uri          send GET URLs raw, as Kazoo on OTP 22.3.2 and before does
  --log                 print one line per request
  --help                print this text

Controls, JSON in and out:

  GET  /_simulator/state                          accounts, users, webhooks, counters
  POST /_simulator/reset | seed                   {seed?}
  POST /_simulator/delete-user                    {userId?, accountId?}   without: the newest one
  POST /_simulator/fire                           {accountId, trigger, payload, isLoopback?}
  POST /_simulator/call                           {accountId, scenario?, stageMs?}
  POST /_simulator/notification                   {accountId, name}
  POST /_simulator/traffic, DELETE                {eventsPerSecond 0.1 to 2000, seed?, accountIds?}
  GET, POST, DELETE /_simulator/faults            {kind, pathPrefix?, method?, status?, message?,
                                                   latencyMs?, jitterMs?, times?}
  GET, DELETE /_simulator/deliveries              what was fired and what came back
  POST /_simulator/clock/advance                  {seconds}
  POST /_simulator/expire-tokens | restart-firing

Scenarios: ${SCENARIO_NAMES.join(", ")}.
Faults: ${FAULT_KINDS.join(", ")}.
Notifications: ${RANDOM_NOTIFICATION_NAMES.join(", ")}.

Try: curl -X POST http://127.0.0.1:8000/_simulator/delete-user
`;

export type CommandLine =
  | { kind: "help" }
  | { kind: "problem"; message: string }
  | { kind: "start"; settings: SimulatorOptions };

/** Reads the arguments; wrong ones are a problem to print, never an exception. */
export function commandLineOptions(
  args: string[],
  environment: Readonly<Record<string, string | undefined>>,
): CommandLine {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: "string", default: environment.SIMULATOR_PORT || "8000" },
        host: { type: "string", default: "127.0.0.1" },
        kazoo: { type: "string", default: "master" },
        seed: { type: "string", default: "none" },
        "random-seed": { type: "string", default: "1" },
        "cluster-id": { type: "string" },
        "loopback-only": { type: "boolean", default: false },
        "basic-auth": { type: "boolean", default: false },
        "allow-loopback": { type: "boolean", default: false },
        "token-lifetime": { type: "string", default: "3600" },
        "sub-accounts": { type: "string", default: "0" },
        "one-bucket": { type: "boolean", default: false },
        "no-rate-limit": { type: "boolean", default: false },
        "log-successes": { type: "boolean", default: false },
        "legacy-uri": { type: "boolean", default: false },
        log: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return { kind: "help" };
    return {
      kind: "start",
      settings: {
        port: wholeNumber("--port", values.port),
        host: values.host,
        kazoo: oneOf("--kazoo", values.kazoo, ["master", "4.3"]),
        seed: oneOf("--seed", values.seed, ["none", "demo"]),
        randomSeed: wholeNumber("--random-seed", values["random-seed"]),
        clusterId: hexId("--cluster-id", values["cluster-id"]),
        allowLoopback: values["allow-loopback"],
        resolveHosts: values["loopback-only"] ? "loopback-only" : "any",
        basicAuth: values["basic-auth"],
        tokenLifetimeSeconds: wholeNumber("--token-lifetime", values["token-lifetime"]),
        subAccounts: wholeNumber("--sub-accounts", values["sub-accounts"]),
        oneBucket: values["one-bucket"],
        rateLimit: !values["no-rate-limit"],
        logSuccessfulAttempts: values["log-successes"],
        legacyUri: values["legacy-uri"],
        log: values.log ? (line) => process.stdout.write(`${line}\n`) : undefined,
      },
    };
  } catch (error) {
    return { kind: "problem", message: error instanceof Error ? error.message : String(error) };
  }
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`${name} must be a whole number, not "${text}".`);
  return Number(text);
}

function hexId(name: string, text: string | undefined): string | undefined {
  if (text === undefined || /^[0-9a-f]{32}$/.test(text)) return text;
  throw new Error(`${name} must be 32 lower-case hex digits.`);
}

function oneOf<const T extends string>(name: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((item) => item === text);
  if (found === undefined) throw new Error(`${name} must be one of ${allowed.join(", ")}.`);
  return found;
}
