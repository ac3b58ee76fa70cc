import { setTimeout } from "node:timers/promises";
import type { EventSummary } from "@/lib/domain/event";
import type { TestContext } from "./test-context";

const pollMs = 100;
const defaultTimeoutMs = 20_000;
const looksAt = 50;

/** The first of the webhook's newest events that is meant; null when none comes in time. */
export async function awaitEvent(
  { eventStore, scope, signal, timeoutMs = defaultTimeoutMs }: TestContext,
  webhookId: string,
  isMeant: (event: EventSummary) => boolean,
): Promise<EventSummary | null> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const { items } = await eventStore.search(scope, { webhookId }, { limit: looksAt });
    const found = items.find(isMeant);
    if (found || Date.now() > deadline || signal.aborted) return found ?? null;
    await setTimeout(pollMs, undefined, { signal }).catch(() => {});
  }
}
