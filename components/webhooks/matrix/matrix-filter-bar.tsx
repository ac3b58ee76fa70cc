"use client";

import { Search } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useHotkeys } from "@/components/ui/behaviour/use-hotkeys";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { healthNames } from "@/lib/format/health-words";
import { rowStates } from "./matrix-filter";
import type { useMatrixUrl } from "./use-matrix-url";

interface MatrixFilterBarProps extends ReturnType<typeof useMatrixUrl> {
  readonly count: string;
  readonly children: ReactNode;
}

const stateNames = { ...healthNames, without: "Without a webhook" };

export function MatrixFilterBar({ filter, setFilter, count, children }: MatrixFilterBarProps) {
  const input = useRef<HTMLInputElement>(null);
  useHotkeys({ search: () => input.current?.focus() });
  return (
    <search
      aria-label="Filter accounts"
      className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-2 md:px-6"
    >
      <div className="relative min-w-40 flex-1 md:max-w-64">
        <Search
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint"
          aria-hidden
        />
        <Input
          ref={input}
          type="search"
          aria-label="Search accounts"
          placeholder="Name or realm"
          value={filter.q ?? ""}
          onChange={({ target }) => setFilter({ q: target.value || null })}
          className="pl-8 not-hover:border-line [&::-webkit-search-cancel-button]:hidden"
        />
      </div>
      <Select
        control={{ "aria-label": "State" }}
        value={filter.state ?? "any"}
        onValueChange={(value) =>
          setFilter({ state: rowStates.find((state) => state === value) ?? null })
        }
        options={[
          { value: "any", label: "Any state" },
          ...rowStates.map((state) => ({ value: state, label: stateNames[state] })),
        ]}
        className="w-auto! shrink-0 not-hover:border-line"
      />
      <span className="ml-auto flex items-center gap-2">
        <span className="nums text-ink-faint text-xs max-md:hidden" aria-live="polite">
          {count}
        </span>
        {children}
      </span>
    </search>
  );
}
