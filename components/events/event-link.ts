import { withBasePath } from "@/lib/api-client/request/base-path";
import { type PagePath, pagePath } from "@/lib/format/page-path";

/** A link to one event, without the filter it was found by. */
export function eventPath(accountId: string, eventId: string): PagePath {
  return pagePath(accountId, "events", { event: eventId });
}

/** The same for somebody else's browser. */
export function eventUrl(accountId: string, eventId: string): string {
  return location.origin + withBasePath(eventPath(accountId, eventId));
}
