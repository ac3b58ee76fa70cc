import type { SessionView } from "@/lib/domain/session";
import { withBasePath } from "../request/base-path";

/**
 * Reloads the page for the operator who is logged in now; a page of another login can't continue.
 */
export function leavePage(held: SessionView, now: SessionView | null): void {
  const sameAccount = now?.account.id === held.account.id && now.cluster === held.cluster;
  if (sameAccount) location.reload();
  else location.assign(withBasePath("/"));
}
