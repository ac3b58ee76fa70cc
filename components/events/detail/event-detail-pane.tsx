"use client";

import { lazyPart } from "@/components/ui/behaviour/lazy-part";
import { Sheet } from "@/components/ui/overlays/sheet";
import { focusRow } from "../use-event-keys";

const EventDetail = lazyPart(() => import("./event-detail").then((part) => part.EventDetail));

interface EventDetailPaneProps {
  readonly accountId: string;
  readonly eventId: string;
  /** Beside the list where there is room for both, else over it. */
  readonly placement: "beside" | "over";
  readonly tabs: { readonly tab: string; readonly setTab: (tab: string) => void };
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
}

export function EventDetailPane({ placement, ...detail }: EventDetailPaneProps) {
  if (placement === "over") {
    return (
      <Sheet
        label="Event"
        onClose={detail.onClose}
        onReturnFocus={() => focusRow(detail.eventId)}
        className="md:w-[560px]"
      >
        <EventDetail {...detail} />
      </Sheet>
    );
  }
  return (
    <aside
      aria-label="Event"
      className="slide-in flex w-[min(44%,600px)] shrink-0 flex-col border-line border-l bg-paper short:overflow-y-auto"
    >
      <EventDetail {...detail} />
    </aside>
  );
}
