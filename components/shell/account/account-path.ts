import type { Account } from "@/lib/domain/account";

/** An account's ancestors by name, as far as the operator may see them: "Acme / Berlin". */
export function accountPath(account: Account, known: readonly Account[]): string {
  const names = new Map(known.map((candidate) => [candidate.id, candidate.name]));
  return account.path
    .map((id) => names.get(id))
    .filter((name) => name !== undefined)
    .join(" / ");
}
