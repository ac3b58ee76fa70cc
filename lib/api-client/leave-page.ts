import type { SessionView } from "@/lib/domain/session";
import { withBasePath } from "./base-path";

/** Loads the page anew for whoever is logged in now; one of another account can't be gone on with. */
export function leavePage(held: SessionView, now: SessionView | null): void {
  const sameAccount = now?.account.id === held.account.id && now.cluster === held.cluster;
  if (sameAccount) location.reload();
  else location.assign(withBasePath("/"));
}
