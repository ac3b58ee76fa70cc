import { type EventListFilter, filterAt } from "@/lib/api-client/events/event-list-filter";
import { queryString } from "@/lib/api-client/request/fetch-json";
import { serverClock } from "@/lib/api-client/request/server-clock";
import { type PagePath, pagePath } from "@/lib/format/page-path";

/** The way to the walk that looks for an event, with the filter of this page, which may hide it. */
export function wherePath(accountId: string, filter: EventListFilter): PagePath {
  const page = queryString(filterAt(filter, serverClock.now())).slice(1);
  const { webhookId = "any" } = filter;
  return pagePath(accountId, "webhooks", { where: webhookId, ...(page && { page }) });
}
