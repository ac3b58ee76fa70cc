import type { EventSummary } from "@/lib/domain/event";
import { whereSlackMs } from "@/lib/domain/where";
import { type EventFilter, matchesFilter } from "@/lib/filter/event-filter";
import { deliveriesInWords } from "@/lib/format/count";
import { quarantineInWords } from "@/lib/format/quarantine-reason";
import { eventHeadline, headlineText } from "@/lib/payload/event-headline";
import type { FoundEvents } from "./find-event";
import { type ReadWebhook, type Told, told, type WhereContext } from "./where-context";
import type { WhereQuestion } from "./where-request";

/** Received and on its way, set aside, or lost on the way to the database. */
export function checkWaiting(
  { receiving }: Pick<WhereContext, "receiving">,
  { span }: WhereQuestion,
): Told {
  const { waiting, paused, failingSince, notStored, setAside } = receiving;
  const until = span.to + whereSlackMs;
  if (failingSince !== null) {
    const sentence = "Hookline can't write deliveries to its disk, so what comes is not kept.";
    return told("look", sentence, { at: failingSince, remedy: "look-again" });
  }
  if (waiting && waiting.oldestAt < until) {
    const why =
      paused === "disk" ? ": the disk is nearly full" : paused ? ": the database is away" : "";
    const sentence = `${deliveriesInWords(waiting.deliveries)} of this account arrived and wait on disk to be stored${why}.`;
    return told("look", sentence, { at: waiting.oldestAt, remedy: "look-again" });
  }
  if (notStored && notStored.firstAt < until && notStored.lastAt >= span.from) {
    const sentence = `${deliveriesInWords(notStored.count)} of this account arrived about then and could not be stored.`;
    return told("look", sentence, { at: notStored.lastAt, remedy: "recover" });
  }
  if (setAside) {
    return told(
      "unknown",
      "Nothing of this account waits. Some deliveries to this Hookline were set aside, because the database refuses them: whoever runs it finds them in the folder “rejected” of its spool.",
    );
  }
  return told("fine", "Nothing that arrived waits to be stored, and nothing was lost on the way.");
}

export function checkQuarantine({ inQuarantine }: FoundEvents): Told {
  if (!inQuarantine) return told("fine", "None of that time is in quarantine.");
  const { quarantine, receivedAt, id } = inQuarantine;
  const why = quarantine ? quarantineInWords(quarantine) : "It was kept apart";
  const sentence = `It arrived and is in quarantine: ${why.charAt(0).toLowerCase()}${why.slice(1)}.`;
  return told("look", sentence, { at: receivedAt, eventId: id, remedy: "quarantine" });
}

/** Whether what is as old as that is still kept. */
export async function checkRetention(
  { eventStore, scope }: Pick<WhereContext, "eventStore" | "scope">,
  { span }: WhereQuestion,
  { stored }: FoundEvents,
): Promise<Told> {
  const { droppedBefore } = await eventStore.horizon(scope);
  if (droppedBefore === null || droppedBefore <= span.from || stored) {
    return told("fine", "Events of that time are kept.");
  }
  const sentence =
    "Retention has removed events that were received before this time, so it may have been stored and be gone.";
  return told("look", sentence, { at: droppedBefore });
}

/** Whether it is among the events. */
export async function checkStored({ stored }: FoundEvents, read: ReadWebhook): Promise<Told> {
  if (stored) {
    const sentence = `It is stored: “${headlineText(eventHeadline(stored))}”.`;
    return told("fine", sentence, {
      at: stored.receivedAt,
      eventId: stored.id,
      remedy: "open-event",
    });
  }
  const webhook = await read().catch(() => null);
  if (webhook && !webhook.receivesHere) {
    const sentence =
      "The webhook posts elsewhere, so Hookline never sees its events. A second webhook can send them here as well.";
    return told("look", sentence, { remedy: "also-here" });
  }
  return told("look", "Nothing of it was received in that time.", { remedy: "test" });
}

/** Words are found by the store alone: whether it finds this very event. */
async function isShown(
  { eventStore, scope }: Pick<WhereContext, "eventStore" | "scope">,
  event: EventSummary,
  page: EventFilter,
): Promise<boolean> {
  const verdict = matchesFilter(event, page);
  if (verdict !== null) return verdict;
  const { receivedAt: from } = event;
  const found = await eventStore.search(scope, { ...page, from, to: from + 1 }, { limit: 200 });
  return found.items.some(({ id }) => id === event.id);
}

/** Whether the filter of the page that the operator came from hides it. */
export async function checkPage(
  context: Pick<WhereContext, "eventStore" | "scope">,
  page: EventFilter,
  { stored }: FoundEvents,
): Promise<Told> {
  if (!stored) return told("fine", "The page's filter hides nothing: there is no such event.");
  if (await isShown(context, stored, page)) {
    return told("fine", "The page's filter lets it through.");
  }
  return told("look", "It is stored, and the page's filter hides it.", {
    at: stored.receivedAt,
    eventId: stored.id,
    remedy: "open-event",
  });
}
