"use client";

import { useQuery } from "@tanstack/react-query";
import type { SelectOption } from "@/components/ui/controls/select";
import { triggersQuery } from "@/lib/api-client/webhooks/trigger-queries";
import { type EventKind, eventKinds } from "@/lib/domain/event";
import type { Trigger } from "@/lib/domain/trigger";
import { triggerName } from "@/lib/format/trigger-words";
import { words } from "@/lib/format/words";
import { EventKindMark } from "../event-kind-mark";

export const kindOptions: readonly SelectOption[] = eventKinds.map((kind) => ({
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

/** What a kind can be narrowed by, as this Kazoo's own triggers say. */
export function useFilterOptions(kind: EventKind | undefined) {
  const { data } = useQuery(triggersQuery());
  const triggers = data?.items ?? [];
  const find = (id: string) => triggers.find((trigger) => trigger.id === id);
  const object = find("object");
  return {
    actions: kind === "object" ? modifierOptions(object, "action") : [],
    types:
      kind === "object"
        ? modifierOptions(object, "type")
        : kind === "notification"
          ? modifierOptions(find("notifications"), "type")
          : [],
    triggers:
      kind === "call"
        ? triggers
            .filter(({ id }) => id.startsWith("channel_") || id === "parking")
            .map(({ id, name }) => ({ value: id, label: triggerName(id, name) }))
        : [],
  };
}
