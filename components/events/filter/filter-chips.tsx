"use client";

import { X } from "lucide-react";
import { filterRows } from "@/lib/filter/filter-fields";
import { timeRangeWords } from "./time-range-words";
import { dropped, type EventFilterState, type FilterChanges } from "./use-event-filter";

interface Chip {
  readonly words: string;
  readonly drops: FilterChanges;
  /** Nothing else in the bar shows it. */
  readonly alone: boolean;
}

/** Every part of a filter as a chip that can be dropped; the time's three parts are one. */
export function filterChips(
  { filter }: Pick<EventFilterState, "filter">,
  webhookNames: ReadonlyMap<string, string>,
): Chip[] {
  const chips = filterRows.flatMap(([name, { words, control }]) => {
    const value = filter[name];
    if (value === undefined || words === null) return [];
    const alone = control === "chip";
    return { words: words(String(value), webhookNames), drops: dropped(name), alone };
  });
  const time = timeRangeWords(filter);
  const drops = { range: null, from: null, to: null };
  return time === null ? chips : [...chips, { words: time, drops, alone: false }];
}

interface FilterChipsProps {
  readonly chips: readonly Chip[];
  readonly onDrop: (changes: FilterChanges) => void;
}

export function FilterChips({ chips, onDrop }: FilterChipsProps) {
  return chips.map(({ words, drops }) => (
    <button
      key={words}
      type="button"
      aria-label={`Drop the filter ${words}`}
      onClick={() => onDrop(drops)}
      className="flex h-8 min-w-0 items-center gap-1.5 rounded border border-accent bg-accent-soft pr-1.5 pl-2.5 text-sm hover:border-accent-strong max-md:h-10"
    >
      <span className="truncate">{words}</span>
      <X className="size-3.5 shrink-0 text-ink-faint" aria-hidden />
    </button>
  ));
}
