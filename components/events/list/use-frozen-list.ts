"use client";

import { useState } from "react";
import type { EventSummary } from "@/lib/domain/event";

/**
 * While `held`, a list shows what it showed when holding began; what came since is only counted.
 * `catchUp` moves that moment to now.
 */
export function useFrozenList(events: readonly EventSummary[], held: boolean, loaded: boolean) {
  const [frozenAt, setFrozenAt] = useState<number | null>(null);
  const newest = events[0]?.sequence ?? 0;
  if (held && loaded && frozenAt === null) setFrozenAt(newest);
  if (!held && frozenAt !== null) setFrozenAt(null);
  const cut = held && frozenAt !== null ? frozenAt : Number.POSITIVE_INFINITY;
  const shown = newest <= cut ? events : events.filter((event) => event.sequence <= cut);
  return {
    shown,
    waiting: events.length - shown.length,
    catchUp: () => {
      if (held) setFrozenAt(newest);
    },
  };
}
