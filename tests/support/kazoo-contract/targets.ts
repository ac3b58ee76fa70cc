import { createClock } from "@/simulator/clock/clock";
import { type Simulator, startSimulator } from "@/simulator/simulator";
import { type CallKazoo, hashOf, type KazooAnswer, kazooClient } from "./kazoo-client";
import { type ContractReceiver, startContractReceiver } from "./receiver";

export type KazooVersion = "master" | "4.3";

/** What a case may work with. */
export interface ContractKazoo {
  call: CallKazoo;
  account: string;
  username: string;
  password: string;
  token: string;
  accountId: string;
  /** A name that no other run uses. */
  unique(label: string): string;
  receiver?: ContractReceiver;
  /** Only of the simulator: time, tokens and accounts can be made to be what a case needs. */
  simulator?: Simulator;
  close(): Promise<void>;
}

export interface ContractTarget {
  name: string;
  version: KazooVersion;
  /** What may be asked of it; cases that need more are not registered. */
  canBeSteered: boolean;
  canReachReceiver: boolean;
  start(): Promise<ContractKazoo>;
}

interface Login {
  account: string;
  username: string;
  password: string;
}

async function logIn(call: CallKazoo, login: Login): Promise<KazooAnswer> {
  const credentials = hashOf("md5", login.username, login.password);
  const answer = await call("PUT", "user_auth", {
    data: { credentials, account_name: login.account },
  });
  if (answer.status !== 201) throw new Error(`The login was answered ${answer.status}.`);
  return answer;
}

async function connect(url: string, login: Login, options: { waitsWhenLimited: boolean }) {
  const call = kazooClient(url, options);
  const answer = await logIn(call, login);
  const run = Math.random().toString(36).slice(2, 8);
  let count = 0;
  const unique = (label: string) => {
    count += 1;
    return `${label}-${run}-${count}`;
  };
  const token = String(answer.envelope.auth_token);
  return { call, ...login, token, accountId: String(answer.data.account_id), unique };
}

function simulated(version: KazooVersion): ContractTarget {
  return {
    name: `the simulator as ${version}`,
    version,
    canBeSteered: true,
    canReachReceiver: true,
    async start() {
      const clock = createClock({ manual: true });
      const simulator = await startSimulator({
        kazoo: version,
        seed: "demo",
        clock,
        rateLimit: false,
        resolveHosts: "loopback-only",
        // As a real one on this machine would be configured: localhost stays refused.
        blacklistHosts: ["localhost", "0.0.0.0"],
      });
      const login = { account: "Demo", username: "operator", password: "hookline" };
      const connected = await connect(simulator.url, login, { waitsWhenLimited: false });
      const receiver = await startContractReceiver({ host: "127.0.0.1", port: 0 });
      const close = async () => {
        await simulator.close();
        await receiver.close();
      };
      return { ...connected, receiver, simulator, close };
    },
  };
}

/** A real Kazoo, when the environment names one; see simulator/README.md. */
function real(environment: NodeJS.ProcessEnv): ContractTarget | undefined {
  const { KAZOO_CONTRACT_URL: url, KAZOO_CONTRACT_VERSION: version } = environment;
  const receiverUrl = environment.KAZOO_CONTRACT_RECEIVER_URL;
  if (!url) return undefined;
  const required = (name: string) => {
    const value = environment[`KAZOO_CONTRACT_${name}`];
    if (!value) throw new Error(`KAZOO_CONTRACT_${name} must be set with KAZOO_CONTRACT_URL.`);
    return value;
  };
  return {
    name: `Kazoo at ${url}`,
    version: version === "4.3" ? "4.3" : "master",
    canBeSteered: false,
    canReachReceiver: receiverUrl !== undefined,
    async start() {
      const account = required("ACCOUNT");
      const login = { account, username: required("USER"), password: required("PASSWORD") };
      const root = url.replace(/\/(v2\/?)?$/, "");
      const connected = await connect(root, login, { waitsWhenLimited: true });
      const port = Number(environment.KAZOO_CONTRACT_RECEIVER_PORT ?? 9180);
      const receiver = receiverUrl
        ? await startContractReceiver({ host: "0.0.0.0", port, publicUrl: receiverUrl })
        : undefined;
      return { ...connected, receiver, close: async () => receiver?.close() };
    },
  };
}

const realTarget = real(process.env);

/** What the suite runs against: the simulator in both versions, and a real Kazoo if there is one. */
export const CONTRACT_TARGETS: readonly ContractTarget[] = [
  simulated("master"),
  simulated("4.3"),
  ...(realTarget ? [realTarget] : []),
];
