"use client";

import { ListFilter, Pause, Play } from "lucide-react";
import { type ReactNode, useCallback, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { filterRows } from "@/lib/filter/filter-fields";
import { FilterSelect } from "./filter-select";
import { SearchField } from "./search-field";
import { TimeRangeFilter } from "./time-range-filter";
import { dropped, type EventFilterState } from "./use-event-filter";
import { useFilterOptions } from "./use-filter-options";

interface EventFilterBarProps {
  readonly state: EventFilterState;
  readonly webhookNames: ReadonlyMap<string, string>;
  readonly paused: boolean;
  readonly onPause: (paused: boolean) => void;
  /** Filters that have no control of their own. */
  readonly chips: ReactNode;
  /** What else can be done with the list. */
  readonly actions: ReactNode;
}

type SelectsProps = Pick<EventFilterBarProps, "state" | "webhookNames">;

/** A select for each field that has one, once there is something to choose. */
function FilterSelects({ state, webhookNames }: SelectsProps) {
  const { filter, setFilter } = state;
  const options = useFilterOptions(filter.kind, webhookNames);
  return filterRows.map(([name, { control }]) => {
    const value = filter[name];
    if (typeof control === "string" || !(options[name] || value)) return null;
    return (
      <FilterSelect
        key={name}
        label={control.label}
        anyLabel={control.any}
        value={value === undefined ? undefined : String(value)}
        options={options[name] ?? []}
        onChoose={(chosen) => setFilter({ ...dropped(name), [name]: chosen })}
      />
    );
  });
}

export function EventFilterBar(props: EventFilterBarProps) {
  const { state, webhookNames, paused, onPause, chips, actions } = props;
  const { filter, setFilter, clear, isFiltered } = state;
  const [unfolded, setUnfolded] = useState(false);
  const { q, ...others } = filter;
  const count = Object.values(others).filter((value) => value !== undefined).length;
  const search = useCallback((text: string | null) => setFilter({ q: text }), [setFilter]);
  return (
    <search
      aria-label="Filter events"
      className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-2 md:px-6"
    >
      <SearchField value={q ?? ""} onSearch={search} />
      <Button
        className="max-md:h-10 md:hidden"
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
      >
        <ListFilter aria-hidden />
        {count > 0 ? count : <span className="sr-only">Filters</span>}
      </Button>
      <div
        className={classNames(
          "max-md:order-2 max-md:w-full max-md:flex-wrap max-md:gap-2 md:contents",
          unfolded ? "max-md:flex" : "max-md:hidden",
        )}
      >
        <FilterSelects state={state} webhookNames={webhookNames} />
        <TimeRangeFilter filter={filter} onChange={setFilter} />
        {chips}
        {isFiltered && (
          <Button look="quiet" onClick={clear}>
            Clear
          </Button>
        )}
      </div>
      <div className="ml-auto flex items-center gap-1">
        {actions}
        <IconButton
          label={paused ? "Go on" : "Pause"}
          hint="l"
          aria-pressed={paused}
          onClick={() => onPause(!paused)}
          className={classNames(
            "max-md:size-10",
            paused && "bg-waiting-soft not-hover:text-waiting",
          )}
        >
          {paused ? <Play aria-hidden /> : <Pause aria-hidden />}
        </IconButton>
      </div>
    </search>
  );
}
