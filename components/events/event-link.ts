/** A link to one event, without the filter it was found by. */
export function eventPath(accountId: string, eventId: string): string {
  return `/a/${accountId}/events?event=${encodeURIComponent(eventId)}`;
}
