"use client";

import { useQuery } from "@tanstack/react-query";
import type { SelectOption } from "@/components/ui/controls/select";
import { triggersQuery } from "@/lib/api-client/webhooks/trigger-queries";
import { type EventKind, eventKinds } from "@/lib/domain/event";
import type { Trigger } from "@/lib/domain/trigger";
import type { FilterName } from "@/lib/filter/filter-fields";
import { triggerName } from "@/lib/format/trigger-words";
import { words } from "@/lib/format/words";
import { EventKindMark } from "../event-kind-mark";

const kindOptions: readonly SelectOption[] = eventKinds.map((kind) => ({
  value: kind,
  label: <EventKindMark kind={kind} />,
}));

function modifierOptions(trigger: Trigger | undefined, key: string): SelectOption[] {
  const modifier = trigger?.modifiers.find((candidate) => candidate.key === key);
  return (modifier?.options ?? [])
    .filter((option) => option.value !== "all")
    .map((option) => ({
      value: option.value,
      label:
        option.label === option.value ? words(option.value.replace(/^doc_/, "")) : option.label,
    }));
}

type FilterOptions = Partial<Record<FilterName, readonly SelectOption[]>>;
type Narrowing = Pick<FilterOptions, "trigger" | "type" | "action">;

/** What a kind can be narrowed by, as this Kazoo's own triggers say. */
function narrowingOf(kind: EventKind | undefined, triggers: readonly Trigger[]): Narrowing {
  const find = (id: string) => triggers.find((trigger) => trigger.id === id);
  if (kind === "object") {
    const object = find("object");
    return { type: modifierOptions(object, "type"), action: modifierOptions(object, "action") };
  }
  if (kind === "notification") return { type: modifierOptions(find("notifications"), "type") };
  if (kind !== "call") return {};
  const trigger = triggers
    .filter(({ id }) => id.startsWith("channel_") || id === "parking")
    .map(({ id, name }) => ({ value: id, label: triggerName(id, name) }));
  return { trigger };
}

/** What can be chosen in each select of the bar now; a field without a choice is left out. */
export function useFilterOptions(
  kind: EventKind | undefined,
  webhookNames: ReadonlyMap<string, string>,
): FilterOptions {
  const { data } = useQuery(triggersQuery());
  const narrowing = Object.entries(narrowingOf(kind, data?.items ?? []));
  return {
    kind: kindOptions,
    webhookId: [...webhookNames].map(([value, label]) => ({ value, label })),
    ...Object.fromEntries(narrowing.filter(([, options]) => options.length > 0)),
  };
}
