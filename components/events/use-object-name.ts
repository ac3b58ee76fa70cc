"use client";

import { useQuery } from "@tanstack/react-query";
import { objectNameQuery } from "@/lib/api-client/names/object-name-query";
import { kazooIdSchema } from "@/lib/domain/account";
import type { EventSummary } from "@/lib/domain/event";
import { type NamedObject, namedObjectTypes } from "@/lib/domain/named-object";
import { eventHeadline } from "@/lib/payload/event-headline";
import type { Headline } from "@/lib/payload/payload-entry";

const isKazooId = (value: unknown): value is string => kazooIdSchema.safeParse(value).success;

/** Whose objects an event names: a sub-account's, where the webhook hears those too. */
export function accountOfEvent(pageAccountId: string, claimed: unknown): string {
  return isKazooId(claimed) ? claimed : pageAccountId;
}

/** What an id stands for, once Kazoo has told; null until then, and where nobody can tell. */
export function useObjectName(accountId: string, id: unknown): NamedObject | null {
  const isAsked = isKazooId(id);
  const { data } = useQuery({
    ...objectNameQuery(accountId, isAsked ? id : ""),
    enabled: isAsked,
  });
  return data ?? null;
}

const named: ReadonlySet<string> = new Set(namedObjectTypes);

/** An event's headline, with the name of what was changed beside its id. */
export function useNamedHeadline(
  accountId: string,
  event: Pick<EventSummary, "kind" | "trigger" | "type" | "action" | "facts" | "problem">,
): Headline {
  const headline = eventHeadline(event);
  const isNamed = event.trigger === "object" && named.has(event.type ?? "");
  const { id, account_id } = event.facts;
  const found = useObjectName(accountOfEvent(accountId, account_id), isNamed ? id : null);
  if (!found || headline.detail?.includes(found.name)) return headline;
  // The title of a deletion says so by itself.
  const isToldGone = event.action === "doc_deleted";
  const name = found.isDeleted && !isToldGone ? `${found.name} (deleted)` : found.name;
  return { ...headline, detail: [name, headline.detail].filter(Boolean).join(" · ") };
}
