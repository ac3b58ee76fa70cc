"use client";

import { useEffect, useRef } from "react";

/** Keys as `event.key` spells them; two in a row as "g e". */
export type Hotkeys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const sequenceMs = 1_000;
const typingPlaces =
  "input:not([type=radio]), textarea, select, [contenteditable=true], [data-rests-hotkeys]";

function isTyping(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest(typingPlaces) !== null;
}

/** Single keys for the whole page. They rest while somebody types or a dialog is open. */
export function useHotkeys(hotkeys: Hotkeys): void {
  const current = useRef(hotkeys);
  useEffect(() => {
    current.current = hotkeys;
  }, [hotkeys]);
  useEffect(() => {
    let earlier: { key: string; at: number } | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event)) return;
      const inTime = earlier !== null && event.timeStamp - earlier.at < sequenceMs;
      const pair = inTime ? `${earlier?.key} ${event.key}` : "";
      earlier = { key: event.key, at: event.timeStamp };
      const run = current.current[pair] ?? current.current[event.key];
      if (!run) return;
      event.preventDefault();
      run(event);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
