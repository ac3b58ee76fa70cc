import { type Simulator, startSimulator } from "@/simulator/simulator";
import { logInToKazoo } from "../kazoo/kazoo-operator";

const triggers = [
  ...["channel_create", "channel_answer", "channel_bridge", "channel_destroy"],
  ...["object", "notifications"],
];
const collectMs = 200;

type Delivery = ReturnType<Simulator["deliveries"]>[number];

/** A Kazoo that fires six webhooks at Hookline, and remembers each try. */
export interface FiringKazoo {
  readonly url: string;
  createWebhooks(receiverUrl: string): Promise<void>;
  startTraffic(eventsPerSecond: number): void;
  /** Resolves once everything that was fired has been answered. */
  stopTraffic(): Promise<void>;
  tries(): readonly Delivery[];
  /** Names of the webhooks that Kazoo switched off. */
  switchedOff(): readonly string[];
  /** Failed tries as Kazoo's attempt log has them. */
  failedAttempts(): number;
  close(): Promise<void>;
}

export async function startFiringKazoo(): Promise<FiringKazoo> {
  const simulator = await startSimulator({ seed: "demo", allowLoopback: true, rateLimit: false });
  const byNumber = new Map<number, Delivery>();
  // Kazoo's stand-in keeps the last 2,000 only.
  const collect = (): void => {
    for (const delivery of simulator.deliveries()) byNumber.set(delivery.sequence, delivery);
  };
  const collecting = setInterval(collect, collectMs);
  let accountId = "";

  return {
    url: simulator.url,
    async createWebhooks(receiverUrl) {
      const { token, accountId: demo } = await logInToKazoo(simulator.url);
      accountId = demo;
      simulator.world.webhooks.clear();
      for (const hook of triggers) {
        const customData = hook === "object" || hook === "notifications" ? { type: "all" } : {};
        const answer = await fetch(`${simulator.url}/v2/accounts/${demo}/webhooks`, {
          method: "PUT",
          headers: { "content-type": "application/json", "x-auth-token": token },
          body: JSON.stringify({
            data: {
              name: hook,
              hook,
              uri: receiverUrl,
              http_verb: "post",
              custom_data: { ...customData, ...(hook === "object" ? { action: "all" } : {}) },
            },
          }),
        });
        if (answer.status !== 201) throw new Error(`${hook}: ${await answer.text()}`);
      }
    },
    startTraffic: (eventsPerSecond) =>
      simulator.startTraffic({ eventsPerSecond, accountIds: [accountId], seed: 7 }),
    async stopTraffic() {
      simulator.stopTraffic();
      while (simulator.eventsInProgress() > 0) {
        await new Promise((resolve) => setTimeout(resolve, collectMs));
      }
      collect();
    },
    tries: () => [...byNumber.values()],
    switchedOff: () =>
      [...simulator.world.webhooks.values()]
        .filter(({ fields }) => fields.enabled === false)
        .map(({ fields }) => String(fields.name)),
    failedAttempts: () => simulator.world.attempts.length,
    async close() {
      clearInterval(collecting);
      await simulator.close();
    },
  };
}
