import { onTestFinished } from "vitest";
import type { KazooAnswer } from "./kazoo-client";
import type { ContractKazoo } from "./targets";

/** Creates a document that is deleted when the test is over, whatever became of it. */
export async function created(
  kazoo: ContractKazoo,
  collection: string,
  data: unknown,
  call: { body?: string } = {},
): Promise<KazooAnswer & { id: string; path: string }> {
  const { token } = kazoo;
  const path = `accounts/${kazoo.accountId}/${collection}`;
  const answer = await kazoo.call("PUT", path, { token, data, ...call });
  const id = String(answer.data.id);
  const item = `${path}/${id}`;
  if (answer.status === 201) {
    onTestFinished(async () => {
      await kazoo.call("DELETE", item, { token });
    });
  }
  return { ...answer, id, path: item };
}

/** A webhook that fires at a host nobody answers for, cleaned up after the test. */
export const createdWebhook = (kazoo: ContractKazoo, fields: Record<string, unknown> = {}) =>
  created(kazoo, "webhooks", {
    name: kazoo.unique("contract"),
    uri: "http://hooks.example.invalid/contract",
    hook: "parking",
    ...fields,
  });
