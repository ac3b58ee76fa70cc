import type { EventSummary } from "@/lib/domain/event";

/** One row of a list: an event, with how often it came where its repeats are folded into it. */
export interface ShownEvent {
  readonly event: EventSummary;
  /** The event that the others repeat; the key under which they are opened. */
  readonly firstId: string;
  /** How many there are of it in the list, itself included. */
  readonly times: number;
  readonly opened: boolean;
  /** Shown below the one it repeats. */
  readonly isRepeat: boolean;
}

function firstIdOf({ id, repeatOf }: EventSummary): string {
  return repeatOf ?? id;
}

/**
 * Newest-first events with the repeats of one folded into it, each group where its oldest stands:
 * four identical events of two webhooks come interleaved, and are two rows all the same.
 */
export function collapseRepeats(
  events: readonly EventSummary[],
  opened: ReadonlySet<string>,
): ShownEvent[] {
  const groups = new Map<string, EventSummary[]>();
  for (const event of events) {
    const firstId = firstIdOf(event);
    const group = groups.get(firstId);
    if (group) group.push(event);
    else groups.set(firstId, [event]);
  }
  return events.flatMap((event) => {
    const firstId = firstIdOf(event);
    const group = groups.get(firstId) ?? [event];
    if (event !== group.at(-1)) return [];
    const isOpen = opened.has(firstId) && group.length > 1;
    const head = { event, firstId, times: group.length, opened: isOpen, isRepeat: false };
    if (!isOpen) return [head];
    const repeats = group.slice(0, -1).reverse();
    return [
      head,
      ...repeats.map((repeat) => ({
        event: repeat,
        firstId,
        times: 1,
        opened: false,
        isRepeat: true,
      })),
    ];
  });
}
