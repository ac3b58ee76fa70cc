"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useEffect, useState } from "react";
import type { EventSummary } from "@/lib/domain/event";
import { eventHeadline, headlineText } from "@/lib/payload/event-headline";

interface ShownHopProps {
  /** As the live stream brought it; null where it did not. */
  readonly event: EventSummary | null;
  /** By the browser's stopwatch. */
  readonly startedAt: number;
}

/** The last hop, which only the browser can time: the event drawn on this screen. */
export function ShownHop({ event, startedAt }: ShownHopProps) {
  const [shownAt, setShownAt] = useState<number | null>(null);
  useEffect(() => {
    // The frame after the next one begins once this one is on screen.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setShownAt(performance.now()));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  const Icon = event ? CircleCheck : CircleAlert;
  return (
    <li className="flex items-start gap-2 text-sm">
      <Icon
        className={`mt-0.5 size-4 shrink-0 ${event ? "text-ok" : "text-failing"}`}
        aria-hidden
      />
      <span className="min-w-0 flex-1 break-words">
        {event ? "Shown on screen" : "Not shown by itself"}
        <span className="block text-ink-soft">
          {event
            ? headlineText(eventHeadline(event))
            : "It is stored, and the live stream did not bring it here. Look at the light at the top of the Events page, or load the page again."}
        </span>
      </span>
      <span className="nums shrink-0 font-mono text-ink-faint text-xs leading-5">
        {shownAt !== null && `${Math.round(shownAt - startedAt)} ms`}
      </span>
    </li>
  );
}
