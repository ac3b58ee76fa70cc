"use client";

import { ArrowUp } from "lucide-react";
import { countWords } from "@/lib/format/count";

interface NewEventsPillProps {
  readonly count: number;
  /** More has changed than can be counted: it is read again once the list moves on. */
  readonly outdated: boolean;
  readonly onShow: () => void;
}

/** How many events wait above a list that holds still. Read out as a count, politely. */
export function NewEventsPill({ count, outdated, onShow }: NewEventsPillProps) {
  return (
    <div
      aria-live="polite"
      className="pointer-events-none absolute inset-x-0 top-2 z-20 flex justify-center md:top-10"
    >
      {(count > 0 || outdated) && (
        <button
          type="button"
          onClick={onShow}
          className="rise-in nums pointer-events-auto flex h-8 items-center gap-1.5 rounded-full bg-accent px-3.5 font-medium text-accent-ink text-xs shadow-float hover:bg-accent-strong max-md:h-10"
        >
          <ArrowUp className="size-3.5" aria-hidden />
          {outdated ? "Show the latest" : `${countWords(count)} new`}
        </button>
      )}
    </div>
  );
}
