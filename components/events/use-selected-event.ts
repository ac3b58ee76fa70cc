"use client";

import { parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";

const detailTabs = ["summary", "fields", "raw", "headers", "delivery"] as const;

/** Which event is open, in the URL: Back closes it again. */
export function useSelectedEvent() {
  const [eventId, setEventId] = useQueryState("event", parseAsString);
  const [tab, setTab] = useQueryState(
    "tab",
    parseAsStringLiteral(detailTabs).withDefault("summary"),
  );
  return {
    eventId,
    tab,
    setTab: (next: string) => {
      const known = detailTabs.find((candidate) => candidate === next);
      if (known) void setTab(known);
    },
    select: (id: string) => {
      void setEventId(id, { history: eventId === null ? "push" : "replace" });
    },
    close: () => {
      void setEventId(null);
      void setTab(null);
    },
  };
}
