import { z } from "zod";
import type { NamedObjectType } from "@/lib/domain/named-object";
import { accountNotFound } from "@/lib/domain/not-found";
import type { KazooClient } from "./client";
import type { KazooSession } from "./kazoo";
import { kazooPath } from "./kazoo-request";
import { readListUpTo } from "./read-list";

/** A list that a cluster refuses to give whole: names are a comfort, so few pages must do. */
const maxRequests = 4;

const collections: Readonly<Record<NamedObjectType, string>> = {
  user: "users",
  device: "devices",
  vmbox: "vmboxes",
  callflow: "callflows",
  faxbox: "faxboxes",
  media: "media",
};

const text = z.string().optional().catch(undefined);
const listedSchema = z.object({
  id: z.string().min(1),
  name: text,
  first_name: text,
  last_name: text,
  username: text,
  mailbox: z.union([z.string(), z.number()]).optional().catch(undefined),
  numbers: z.array(z.string()).catch([]),
});

/** What operators call it; of a callflow without a name, the number that leads to it. */
function nameOf(listed: z.output<typeof listedSchema>): string | null {
  const { first_name, last_name, name, username, mailbox, numbers } = listed;
  const person = [first_name, last_name].filter(Boolean).join(" ");
  return (
    person || name || username || (mailbox !== undefined && `${mailbox}`) || numbers[0] || null
  );
}

export function createNamedObjects(
  client: KazooClient,
  token: string,
): Pick<KazooSession, "listNames"> {
  return {
    async listNames(accountId, type) {
      const path = kazooPath("accounts", accountId, collections[type]);
      const request = { method: "GET", path, token, notFound: accountNotFound } as const;
      const listed = await readListUpTo(client, request, listedSchema, maxRequests);
      const items = listed.items.flatMap((item) => {
        const name = nameOf(item);
        return name === null ? [] : [{ id: item.id, name }];
      });
      return { items, isComplete: listed.isComplete };
    },
  };
}
