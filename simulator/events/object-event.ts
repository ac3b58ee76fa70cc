import type { FiredEvent } from "../firing/fired-event";

export type ObjectAction = "doc_created" | "doc_edited" | "doc_deleted";

/**
 * A changed document: four fields, no content, no time, no `hook_event` (docs/kazoo.md#objects).
 */
export function objectEvent(
  accountId: string,
  type: string,
  id: string,
  action: ObjectAction,
): FiredEvent {
  return { accountId, trigger: "object", payload: { id, account_id: accountId, action, type } };
}
