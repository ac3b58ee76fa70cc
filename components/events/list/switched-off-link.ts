import type { EventSummary } from "@/lib/domain/event";
import { path } from "@/lib/format/path";

/** Of "Kazoo switched a webhook off": which one, and where it can be switched on again. */
export function switchedOffLink(
  accountId: string,
  { type, facts }: Pick<EventSummary, "type" | "facts">,
  names: ReadonlyMap<string, string>,
): { readonly name: string; readonly href: string } | null {
  const id = facts.hook_id;
  if (type !== "webhook_disabled" || typeof id !== "string") return null;
  const name = names.get(id);
  return name === undefined ? null : { name, href: path`/a/${accountId}/webhooks?q=${id}` };
}
