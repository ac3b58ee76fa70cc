import type { EventOrigin } from "@/lib/domain/event";

const phrases: Readonly<Record<EventOrigin, string>> = {
  callflow: "From a callflow",
  recovered: "Recovered",
};
const meanings: Readonly<Record<EventOrigin, string>> = {
  callflow: "A callflow's own webhook action sent it, not one of the account's webhooks",
  recovered: "It never arrived; its body was taken from Kazoo's record of the failed attempt",
};

/** Where an event comes from that no webhook sent, for a badge. */
export function originInWords(origin: EventOrigin): string {
  return phrases[origin];
}

/** The same as one sentence without a full stop. */
export function originMeaning(origin: EventOrigin): string {
  return meanings[origin];
}
