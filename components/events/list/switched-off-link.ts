import type { EventSummary } from "@/lib/domain/event";
import { type PagePath, pagePath } from "@/lib/format/page-path";

/** Of "Kazoo switched a webhook off": which one, and where it can be switched on again. */
export function switchedOffLink(
  accountId: string,
  { type, facts }: Pick<EventSummary, "type" | "facts">,
  names: ReadonlyMap<string, string>,
): { readonly name: string; readonly href: PagePath } | null {
  const id = facts.hook_id;
  if (type !== "webhook_disabled" || typeof id !== "string") return null;
  const name = names.get(id);
  return name === undefined ? null : { name, href: pagePath(accountId, "webhooks", { q: id }) };
}
