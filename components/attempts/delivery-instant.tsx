"use client";

import { useServerNow } from "@/lib/api-client/request/server-clock";
import { clockTime, localDay } from "@/lib/format/instant";
import { Instant } from "../ui/instant";

const everyMs = 60_000;

/** A time in a table, with its day when that is not today. */
export function DeliveryInstant({ ms }: { readonly ms: number }) {
  const now = useServerNow(everyMs);
  const day = localDay(ms);
  return (
    <Instant ms={ms} className="nums whitespace-nowrap font-mono text-xs">
      {day === localDay(now) ? clockTime(ms) : `${day} ${clockTime(ms)}`}
    </Instant>
  );
}
