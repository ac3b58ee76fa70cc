import { z } from "zod";
import { demoLogin } from "../kazoo/kazoo-operator";
import { until } from "./hookline-programs";

const page = z.object({
  items: z.array(z.object({ id: z.string(), repeatOf: z.string().nullable() })),
  nextCursor: z.string().nullable(),
});
const detail = z.object({ bodyBase64: z.string(), webhookId: z.string().nullable() });

export type StoredDelivery = z.infer<typeof detail> & { readonly isRepeat: boolean };

/** Somebody who works with Hookline's own API. */
export interface HooklineOperator {
  readonly accountId: string;
  receiverUrl(): Promise<string>;
  /** How many events the account has. */
  countEvents(): Promise<number>;
  /** All events of the account with their bytes, as the export has them. */
  events(): Promise<readonly StoredDelivery[]>;
  get(path: string): Promise<unknown>;
}

/** Logs in to the demo's account. */
export async function logInToHookline(url: string): Promise<HooklineOperator> {
  // A connection that this test left idle may be closed just as it is used again.
  const answer = await until("Hookline takes a login", () =>
    fetch(`${url}/api/session`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: url },
      body: JSON.stringify(demoLogin),
    }).catch(() => null),
  );
  const { account } = z
    .object({ account: z.object({ id: z.string() }) })
    .parse(await answer.json());
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const api = `${url}/api/accounts/${account.id}`;

  async function ask(method: "GET" | "POST", path: string): Promise<unknown> {
    const response = await fetch(`${api}${path}`, { method, headers: { cookie, origin: url } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  const get = (path: string) => ask("GET", path);
  return {
    accountId: account.id,
    get,
    // Asking by GET makes no key.
    receiverUrl: async () =>
      z.object({ url: z.string() }).parse(await ask("POST", "/receiver")).url,
    async countEvents() {
      let count = 0;
      for (let cursor: string | null = ""; cursor !== null; ) {
        const query = new URLSearchParams({ limit: "200", ...(cursor ? { cursor } : {}) });
        const { items, nextCursor }: z.infer<typeof page> = page.parse(
          await get(`/events?${query}`),
        );
        count += items.length;
        cursor = nextCursor;
      }
      return count;
    },
    async events() {
      const response = await fetch(`${api}/events/export?format=ndjson&reveal=1`, {
        headers: { cookie },
      });
      const lines = (await response.text()).trim().split("\n").filter(Boolean);
      return lines.map((line) => {
        const event = detail.extend({ repeatOf: z.string().nullable() }).parse(JSON.parse(line));
        return { ...event, isRepeat: event.repeatOf !== null };
      });
    },
  };
}
