import { onTestFinished } from "vitest";
import { startDemoKazoo } from "../kazoo/demo-kazoo";
import { appendOne } from "../store/append-one";
import { newEvent } from "../store/new-event";
import { openTestStore, temporaryDatabase } from "../store/sqlite-event-store";

const unixEpoch = 62_167_219_200;
const loggedWebhook = "b".repeat(32);

/** A failed try, as a form or answer of JSON has it: the connection was refused, unless `fields` say more. */
export interface LoggedAttempt {
  readonly firing: string;
  /** Seconds before now. */
  readonly ago: number;
  /** Kazoo's count of the tries that are left, this one included. */
  readonly left?: number;
  /** In Kazoo's names; undefined takes one away. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Fields of a try that was answered. */
export const answered = (code: number) => ({
  retries: undefined,
  client_error: undefined,
  try: 2,
  resp_status_code: String(code),
});

/**
 * A simulated Kazoo that has logged these failures of one webhook, oldest first, and a store. The
 * body of a try is JSON with the firing's name as its id.
 */
export async function startLoggedAttempts(
  logged: readonly LoggedAttempt[],
  { kazoo: version = "master" as "master" | "4.3", now = Date.UTC(2026, 10, 20, 12) } = {},
) {
  const demo = await startDemoKazoo({ kazoo: version });
  const database = temporaryDatabase();
  onTestFinished(() => database.remove());
  const { eventStore, deliveryStore } = await openTestStore(database.file);
  onTestFinished(() => eventStore.close());
  const { accountId, childId } = demo;
  demo.simulator.world.attempts.clear();
  for (const { firing, ago, left = 1, fields: changes } of logged) {
    const timestamp = Math.floor(now / 1000) - ago + unixEpoch;
    const kept = {
      ...{ hook_id: loggedWebhook, hook_event: "object", event_id: firing, method: "post" },
      ...{ uri: "https://a.example", req_headers: { "content-type": "application/json" } },
      ...{ req_body: JSON.stringify({ id: firing }), result: "failure", retries: left, timestamp },
      ...{ client_error: "failed_connect: econnrefused", ...changes },
    };
    const fields = JSON.parse(JSON.stringify(kept));
    demo.simulator.world.attempts.push({ accountId, hookId: loggedWebhook, timestamp, fields });
  }
  const scope = { cluster: demo.login.cluster, accountId };
  const receiverKeys = { owns: (_of: unknown, url: string) => !url.includes("elsewhere") };
  const context = { kazoo: demo.kazoo.as(demo.login), deliveryStore, receiverKeys, scope };
  return {
    context,
    eventStore,
    childScope: { ...scope, accountId: childId },
    range: { from: now - 86_400_000, to: now + 1_000 },
    /** A delivery with that id was stored; gives the event's id. */
    came: async (id: string, ago: number, of = scope) => {
      const receivedAt = now - ago * 1_000;
      const event = newEvent({ id }, { scope: of, webhookId: loggedWebhook, receivedAt });
      return (await appendOne(eventStore, event)).summary.id;
    },
  };
}
