"use client";

import { useEffect, useRef } from "react";
import { type HotkeyId, hotkeyTable, keysOf } from "./hotkey-table";

type Handlers = Readonly<Partial<Record<HotkeyId, (event: KeyboardEvent) => void>>>;

const sequenceMs = 1_000;
const typingPlaces =
  "input:not([type=radio]), textarea, select, [contenteditable=true], [data-rests-hotkeys]";

function isTyping(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest(typingPlaces) !== null;
}

/**
 * Keys for the whole page. They rest while somebody types or a dialog is open, but for those with
 * Ctrl (or ⌘), which type nothing.
 */
export function useHotkeys(handlers: Handlers): void {
  const current = useRef(handlers);
  useEffect(() => {
    current.current = handlers;
  }, [handlers]);
  useEffect(() => {
    const ids = Object.keys(hotkeyTable) as HotkeyId[];
    const handlerOf = (keys: string) => {
      const id = ids.find((each) => hotkeyTable[each].keys === keys && current.current[each]);
      return id && current.current[id];
    };
    let earlier: { keys: string; at: number } | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      const keys = keysOf(event);
      if (keys === null || event.defaultPrevented) return;
      if (isTyping(event) && !keys.startsWith("Ctrl ")) return;
      const inTime = earlier !== null && event.timeStamp - earlier.at < sequenceMs;
      const sequence = `${earlier?.keys} ${keys}`;
      // The second key of a sequence means nothing else, whoever listens to the whole.
      const isSequence = inTime && ids.some((id) => hotkeyTable[id].keys === sequence);
      const run = handlerOf(isSequence ? sequence : keys);
      earlier = { keys, at: event.timeStamp };
      if (!run) return;
      event.preventDefault();
      run(event);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
