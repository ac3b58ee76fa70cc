"use client";

import type { EventSummary } from "@/lib/domain/event";
import { useHotkeys } from "../ui/behaviour/use-hotkeys";
import { copyText } from "../ui/controls/copy-text";
import { eventUrl } from "./event-link";

interface EventKeysOptions {
  readonly accountId: string;
  readonly events: readonly EventSummary[];
  readonly selectedId: string | null;
  readonly select: (eventId: string) => void;
  readonly close: () => void;
  readonly togglePause: () => void;
  readonly showNewest: () => void;
}

/** The row whose link has the keyboard. */
function focusedEventId(): string | null {
  const focused = document.activeElement;
  return focused instanceof HTMLElement ? (focused.dataset.eventId ?? null) : null;
}

/** Puts the keyboard on an event's row, if it is in sight of the list. */
export function focusRow(eventId: string): void {
  const link = document.querySelector<HTMLElement>(`a[data-event-id="${CSS.escape(eventId)}"]`);
  link?.focus({ preventScroll: true });
  link?.closest("li")?.scrollIntoView({ block: "nearest" });
}

/** Next and previous from the open event, or else from the row the keyboard is on. */
export function useEventKeys(options: EventKeysOptions) {
  const { accountId, events, selectedId, select, close, togglePause, showNewest } = options;
  const step = (by: 1 | -1) => {
    const current = selectedId ?? focusedEventId();
    const index = events.findIndex((event) => event.id === current);
    const target = events[index === -1 ? 0 : index + by];
    if (!target) return;
    if (selectedId !== null) select(target.id);
    focusRow(target.id);
  };
  useHotkeys({
    "next-event": () => step(1),
    "previous-event": () => step(-1),
    "pause-list": togglePause,
    "show-newest": showNewest,
    "copy-link": () => {
      const eventId = selectedId ?? focusedEventId();
      if (eventId) void copyText(eventUrl(accountId, eventId), "the link");
    },
    "close-event": close,
  });
  return step;
}
