import { expect, test } from "vitest";
import type { Webhook } from "@/lib/domain/webhook";
import { webhooksOfKey } from "./webhooks-of-key";

const url = "https://h.example/receive/abc";
const webhook = (id: string, to: string): Webhook => ({
  id,
  name: id,
  trigger: "object",
  url: to,
  state: "active",
  disableReason: null,
  receivesHere: true,
  detail: null,
});

test("a key's webhooks are those whose URL is its own, whatever follows it", () => {
  const all = [
    webhook("same", url),
    webhook("path", `${url}/users`),
    webhook("query", `${url}?from=kazoo`),
    webhook("longer key", `${url}d`),
    webhook("elsewhere", "https://crm.example/receive/abc"),
  ];
  expect(webhooksOfKey(all, { url }).map(({ id }) => id)).toEqual(["same", "path", "query"]);
});
