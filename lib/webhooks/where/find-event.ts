import type { EventSummary } from "@/lib/domain/event";
import { type Happened, whereSlackMs } from "@/lib/domain/where";
import type { EventFilter } from "@/lib/filter/event-filter";
import type { WhereContext } from "./where-context";
import type { WhereQuestion } from "./where-request";

/** Of those in quarantine some name no webhook, so a few are looked through. */
const looksAt = 100;

function chosen(value: string | undefined): string | undefined {
  return value === undefined || value === "" || value === "all" ? undefined : value;
}

/** What an event of it is stored as. */
function filterOf(happened: Happened | null): EventFilter {
  if (!happened) return {};
  const { trigger, modifiers } = happened;
  const type = chosen(modifiers.type);
  if (trigger === "object") return { kind: "object", type, action: chosen(modifiers.action) };
  if (trigger === "notifications") return { kind: "notification", type };
  return { trigger };
}

export interface FoundEvents {
  /** The newest of the webhook that is meant. */
  readonly stored: EventSummary | null;
  readonly inQuarantine: EventSummary | null;
}

/** What came of it in that time, or soon after: a delivery may be late. */
export async function findEvent(
  { eventStore, scope }: Pick<WhereContext, "eventStore" | "scope">,
  { webhookId, happened, span }: WhereQuestion,
): Promise<FoundEvents> {
  const meant = { ...filterOf(happened), from: span.from, to: span.to + whereSlackMs };
  const [stored, apart] = await Promise.all([
    eventStore.search(scope, { ...meant, webhookId }, { limit: 1 }),
    eventStore.search(scope, { ...meant, quarantined: true }, { limit: looksAt }),
  ]);
  const mayBeMeant = (event: EventSummary) =>
    event.webhookId === webhookId || event.webhookId === null;
  return { stored: stored.items[0] ?? null, inQuarantine: apart.items.find(mayBeMeant) ?? null };
}
