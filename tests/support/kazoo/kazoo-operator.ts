import { createHash } from "node:crypto";
import { z } from "zod";

const loginAnswer = z.object({
  auth_token: z.string(),
  data: z.object({ account_id: z.string() }),
});
const webhookList = z.object({
  data: z.array(
    z.object({ id: z.string(), name: z.string(), uri: z.string(), enabled: z.boolean() }),
  ),
});
const webhookDocument = z.object({ data: z.looseObject({ id: z.string() }) });
const userList = z.object({
  data: z.array(z.object({ id: z.string(), username: z.string().optional() })),
});
const accountList = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) });

/** Somebody who works with Kazoo's own API, beside Hookline. */
export interface KazooOperator {
  readonly token: string;
  readonly accountId: string;
  webhooks(): Promise<z.infer<typeof webhookList>["data"]>;
  /** A webhook's document, as Kazoo keeps it. */
  webhook(id: string): Promise<z.infer<typeof webhookDocument>["data"]>;
  /** Answers its id. */
  createWebhook(fields: Readonly<Record<string, unknown>>): Promise<string>;
  changeWebhook(id: string, fields: Readonly<Record<string, unknown>>): Promise<void>;
  users(): Promise<z.infer<typeof userList>["data"]>;
  descendants(): Promise<z.infer<typeof accountList>["data"]>;
  createUser(username: string, password?: string): Promise<string>;
  deleteUser(userId: string): Promise<void>;
}

export const demoLogin = { accountName: "demo", username: "operator", password: "hookline" };

export async function logInToKazoo(kazooUrl: string, login = demoLogin): Promise<KazooOperator> {
  const md5 = createHash("md5").update(`${login.username}:${login.password}`).digest("hex");
  const json = { "content-type": "application/json" };
  const loggedIn = await fetch(`${kazooUrl}/v2/user_auth`, {
    method: "PUT",
    headers: json,
    body: JSON.stringify({ data: { credentials: md5, account_name: login.accountName } }),
  });
  const { auth_token: token, data } = loginAnswer.parse(await loggedIn.json());
  const account = `${kazooUrl}/v2/accounts/${data.account_id}`;

  async function call(path: string, method = "GET", body?: unknown): Promise<unknown> {
    const answer = await fetch(account + path, {
      method,
      headers: { ...json, "x-auth-token": token },
      ...(body === undefined ? {} : { body: JSON.stringify({ data: body }) }),
    });
    if (!answer.ok) throw new Error(`Kazoo answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }

  return {
    token,
    accountId: data.account_id,
    webhooks: async () => webhookList.parse(await call("/webhooks?paginate=false")).data,
    webhook: async (id) => webhookDocument.parse(await call(`/webhooks/${id}`)).data,
    createWebhook: async (fields) =>
      webhookDocument.parse(await call("/webhooks", "PUT", fields)).data.id,
    async changeWebhook(id, fields) {
      await call(`/webhooks/${id}`, "PATCH", fields);
    },
    users: async () => userList.parse(await call("/users?paginate=false")).data,
    descendants: async () => accountList.parse(await call("/descendants?paginate=false")).data,
    async createUser(username, password = "secret-of-test") {
      const user = { first_name: "Test", last_name: "User", username, password };
      const created = await call("/users", "PUT", user);
      return z.object({ data: z.object({ id: z.string() }) }).parse(created).data.id;
    },
    async deleteUser(userId) {
      await call(`/users/${userId}`, "DELETE");
    },
  };
}
