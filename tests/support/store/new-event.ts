import type { AccountScope } from "@/lib/domain/account";
import type { Payload } from "@/lib/domain/event";
import { classifyEvent } from "@/lib/payload/classify-event";
import type { NewEvent } from "@/lib/store/store";

export const acme = { cluster: "default", accountId: "a".repeat(32) };

let accounts = 0;

/** An account that no other test of the file has: they can share a database. */
export function newScope(): AccountScope {
  accounts += 1;
  return { cluster: "default", accountId: String(accounts).padStart(32, "a") };
}

/** An event of this payload as the receiver would hand it to the store. */
export function newEvent(payload: Payload, changes: Partial<NewEvent> = {}): NewEvent {
  return {
    scope: acme,
    receiverKeyId: "key-1",
    receivedAt: 1_764_000_000_000,
    webhookId: "b".repeat(32),
    method: "POST",
    headers: [["content-type", "application/json"]],
    query: null,
    body: Buffer.from(JSON.stringify(payload)),
    payload,
    problem: null,
    classification: classifyEvent(payload),
    ...changes,
  };
}
