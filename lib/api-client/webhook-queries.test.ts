import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { webhookNamesQuery, webhooksQuery } from "./webhook-queries";

it("a change of an account's webhooks reaches their names too, another account's doesn't", async () => {
  const client = new QueryClient();
  const none = { items: [], nextCursor: null, switchedOff: [] };
  const [own, other] = ["a", "b"].map((digit) => webhookNamesQuery(digit.repeat(32)).queryKey);
  if (!own || !other) throw new Error("two keys were made");
  client.setQueryData(own, none);
  client.setQueryData(other, none);
  await client.invalidateQueries({ queryKey: webhooksQuery("a".repeat(32)).queryKey });
  expect(client.getQueryState(own)?.isInvalidated).toBe(true);
  expect(client.getQueryState(other)?.isInvalidated).toBe(false);
  client.clear();
});
