"use client";

import { Clock } from "lucide-react";
import { useState } from "react";
import { useHydrated } from "@/components/ui/behaviour/use-hydrated";
import { classNames } from "@/components/ui/class-names";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Popover } from "@/components/ui/overlays/popover";
import {
  type EventListFilter,
  type TimeRange,
  timeRanges,
} from "@/lib/api-client/events/event-list-filter";
import { localInstant } from "@/lib/format/instant";
import { parseInstant } from "@/lib/format/parse-instant";
import { rangeNames, timeRangeWords } from "./time-range-words";

export interface TimeRangeChange {
  readonly range: TimeRange | null;
  readonly from: string | null;
  readonly to: string | null;
}

interface TimeRangeFilterProps {
  readonly filter: EventListFilter;
  readonly onChange: (change: TimeRangeChange) => void;
}

const toIso = (text: string) => {
  const ms = parseInstant(text, Date.now());
  return ms === null ? null : new Date(ms).toISOString();
};

function AbsoluteRange({ filter, onChange }: TimeRangeFilterProps) {
  const [from, setFrom] = useState(filter.from === undefined ? "" : localInstant(filter.from));
  const [to, setTo] = useState(filter.to === undefined ? "" : localInstant(filter.to));
  const wrong = (text: string) =>
    text.trim() !== "" && toIso(text) === null
      ? "Write it as 2026-03-09 14:05, 14:05, 2 h ago, or 2026-03-09T13:05:00Z."
      : undefined;
  const usable = !wrong(from) && !wrong(to) && from.trim() + to.trim() !== "";
  return (
    <form
      className="flex w-64 flex-col gap-3 border-line border-t p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (usable) onChange({ range: null, from: toIso(from), to: toIso(to) });
      }}
    >
      <Field label="From" error={wrong(from)}>
        {(field) => (
          <Input
            {...field}
            value={from}
            placeholder="2026-03-09 14:05"
            className="font-mono"
            onChange={(event) => setFrom(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="To"
        error={wrong(to)}
        hint="Your browser's time zone, unless you write another."
      >
        {(field) => (
          <Input
            {...field}
            value={to}
            placeholder="now"
            className="font-mono"
            onChange={(event) => setTo(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" look="primary" disabled={!usable}>
        Show this range
      </Button>
    </form>
  );
}

export function TimeRangeFilter({ filter, onChange }: TimeRangeFilterProps) {
  const [open, setOpen] = useState(false);
  const hydrated = useHydrated();
  const chosen = filter.from !== undefined || filter.to !== undefined;
  const words = chosen && !hydrated ? "…" : timeRangeWords(filter);
  const choose = (change: TimeRangeChange) => {
    onChange(change);
    setOpen(false);
  };
  const choices = [
    { name: "Any time", range: null },
    ...timeRanges.map((range) => ({ name: rangeNames[range], range })),
  ];
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label="Time range"
      trigger={
        <Button
          aria-label={`Time range: ${words ?? "any time"}`}
          className={classNames(
            "nums min-w-0 justify-start! font-normal! max-md:h-10",
            words && "not-hover:border-accent not-hover:bg-accent-soft",
          )}
        >
          <Clock className="text-ink-faint" aria-hidden />
          <span className="truncate">{words ?? "Any time"}</span>
        </Button>
      }
    >
      <div className="flex flex-col p-1">
        {choices.map(({ name, range }) => (
          <button
            key={name}
            type="button"
            aria-pressed={(filter.range ?? null) === range && (range !== null || words === null)}
            onClick={() => choose({ range, from: null, to: null })}
            className="h-8 rounded px-2.5 text-left text-sm hover:bg-hover aria-pressed:font-medium aria-pressed:text-accent max-md:h-10"
          >
            {name}
          </button>
        ))}
      </div>
      <AbsoluteRange filter={filter} onChange={choose} />
    </Popover>
  );
}
