"use client";

import { type FocusEvent, type KeyboardEvent, type PointerEvent, useState } from "react";
import type { HistogramBucket } from "@/lib/domain/event-histogram";
import { type BarChoice, chosenBuckets, moveChoice } from "./bar-choice";

/** By when the bars begin, so that they stay the same ones while time goes on. */
interface HeldChoice {
  readonly at: number;
  readonly anchor: number | null;
}

function pointedAt(event: PointerEvent<HTMLElement>, count: number): number {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  const index = Math.floor(((event.clientX - left) / width) * count);
  return Math.min(Math.max(index, 0), count - 1);
}

/** Choosing bars by pointer, by drag or by keys; `onChoose` when that is done. */
export function useBarChoice(
  buckets: readonly HistogramBucket[],
  onChoose: (chosen: readonly HistogramBucket[]) => void,
) {
  const [held, setHeld] = useState<HeldChoice | null>(null);
  const [dragging, setDragging] = useState(false);
  const indexOf = (start: number) => buckets.findIndex(({ from }) => from === start);
  const choose = (next: BarChoice | null) => {
    const at = next && buckets[next.at]?.from;
    const anchor = next?.anchor == null ? null : (buckets[next.anchor]?.from ?? null);
    if (at === null || at === undefined) setHeld(null);
    else if (held?.at !== at || held.anchor !== anchor) setHeld({ at, anchor });
  };
  const at = held ? indexOf(held.at) : -1;
  const anchor = held?.anchor == null ? -1 : indexOf(held.anchor);
  const choice: BarChoice | null = at < 0 ? null : { at, anchor: anchor < 0 ? null : anchor };
  const drop = () => {
    setDragging(false);
    setHeld(null);
  };
  const finish = (done: BarChoice) => {
    drop();
    onChoose(chosenBuckets(buckets, done));
  };
  const newest = buckets.length - 1;

  return {
    choice,
    dragging,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const index = pointedAt(event, buckets.length);
        setDragging(true);
        choose({ at: index, anchor: index });
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (event.pointerType === "touch" && !dragging) return;
        const index = pointedAt(event, buckets.length);
        choose({ at: index, anchor: dragging ? (choice?.anchor ?? index) : null });
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        if (!dragging) return;
        const index = pointedAt(event, buckets.length);
        finish({ at: index, anchor: choice?.anchor ?? index });
      },
      onPointerCancel: drop,
      onPointerLeave: () => {
        if (!dragging) setHeld(null);
      },
      onFocus: (event: FocusEvent<HTMLElement>) => {
        // A tap focuses too, after it has chosen.
        if (!held && event.currentTarget.matches(":focus-visible")) {
          choose({ at: newest, anchor: null });
        }
      },
      onBlur: drop,
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        const current = choice ?? { at: newest, anchor: null };
        const moved = moveChoice(current, event, buckets.length);
        if (moved) choose(moved);
        else if (event.key === "Enter" || event.key === " ") finish(current);
        else if (event.key === "Escape") event.currentTarget.blur();
        else return;
        // Or the page's own keys would take them as well.
        event.preventDefault();
      },
    },
  };
}
