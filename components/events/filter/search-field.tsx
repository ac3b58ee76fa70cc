"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useHotkeys } from "@/components/ui/behaviour/use-hotkeys";
import { Input } from "@/components/ui/controls/input";

const settleMs = 300;

interface SearchFieldProps {
  readonly value: string;
  readonly onSearch: (text: string | null) => void;
}

/** Free text over whole payloads; asked when typing pauses. */
export function SearchField({ value, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const [asked, setAsked] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  // The URL changed by itself (Back, Clear): the field follows it.
  if (asked !== value) {
    setAsked(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => {
      setAsked(typed.trim());
      onSearch(typed.trim() || null);
    }, settleMs);
    return () => clearTimeout(timer);
  }, [typed, value, onSearch]);
  useHotkeys({ search: () => input.current?.focus() });
  return (
    <div className="relative min-w-0 flex-1 md:max-w-64">
      <Search
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint"
        aria-hidden
      />
      <Input
        ref={input}
        type="search"
        aria-label="Search in payloads"
        placeholder="Search payloads"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        className="pr-8 pl-8 not-hover:border-line [&::-webkit-search-cancel-button]:hidden"
      />
      {typed !== "" && (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => {
            setTyped("");
            onSearch(null);
          }}
          className="absolute inset-y-0 right-0 flex w-8 items-center justify-center text-ink-faint hover:text-ink"
        >
          <X className="size-4" aria-hidden />
        </button>
      )}
    </div>
  );
}
