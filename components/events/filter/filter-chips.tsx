"use client";

import { X } from "lucide-react";
import { eventKindNames } from "@/lib/format/event-kind";
import { shortId } from "@/lib/format/short-id";
import { timeRangeWords } from "./time-range-words";
import type { EventFilterState, FilterName } from "./use-event-filter";

interface Chip {
  readonly words: string;
  readonly drops: readonly FilterName[];
}

/** Every part of a filter as a chip that can be dropped. */
export function filterChips(
  { filter }: EventFilterState,
  webhookNames: ReadonlyMap<string, string>,
): Chip[] {
  const time = timeRangeWords(filter);
  const chips: (Chip | false | undefined)[] = [
    filter.q !== undefined && { words: `“${filter.q}”`, drops: ["q"] },
    filter.kind && {
      words: eventKindNames[filter.kind],
      drops: ["kind", "type", "action", "trigger"],
    },
    filter.trigger !== undefined && { words: filter.trigger, drops: ["trigger"] },
    filter.type !== undefined && { words: filter.type, drops: ["type"] },
    filter.action !== undefined && { words: filter.action, drops: ["action"] },
    filter.webhookId !== undefined && {
      words: webhookNames.get(filter.webhookId) ?? `Webhook ${shortId(filter.webhookId)}`,
      drops: ["webhookId"],
    },
    filter.callId !== undefined && {
      words: `Call ${shortId(filter.callId)}`,
      drops: ["callId"],
    },
    filter.quarantined === true && { words: "Quarantine", drops: ["quarantined"] },
    time !== null && { words: time, drops: ["range", "from", "to"] },
  ];
  return chips.filter((chip) => chip !== false && chip !== undefined);
}

interface FilterChipsProps {
  readonly chips: readonly Chip[];
  readonly onDrop: (changes: Partial<Record<FilterName, null>>) => void;
}

export function FilterChips({ chips, onDrop }: FilterChipsProps) {
  return chips.map(({ words, drops }) => (
    <button
      key={words}
      type="button"
      aria-label={`Drop the filter ${words}`}
      onClick={() => onDrop(Object.fromEntries(drops.map((name) => [name, null])))}
      className="flex h-8 min-w-0 items-center gap-1.5 rounded border border-accent bg-accent-soft pr-1.5 pl-2.5 text-sm hover:border-accent-strong max-md:h-10"
    >
      <span className="truncate">{words}</span>
      <X className="size-3.5 shrink-0 text-ink-faint" aria-hidden />
    </button>
  ));
}
