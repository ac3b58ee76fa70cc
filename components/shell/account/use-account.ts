"use client";

import { useQuery } from "@tanstack/react-query";
import { accountsQuery } from "@/lib/api-client/accounts/account-queries";
import { useSession } from "@/lib/api-client/session/session-context";
import { shortId } from "@/lib/format/short-id";
import { accountPath } from "./account-path";

/** Name and place of an account of the operator's tree, as far as they are known by now. */
export function useAccount(accountId: string): { name: string; path: string } {
  const session = useSession();
  const { data } = useQuery(accountsQuery());
  const account = data?.items.find((candidate) => candidate.id === accountId);
  const own = accountId === session.account.id;
  return {
    name: account?.name ?? (own ? session.account.name : shortId(accountId)),
    path: (account && accountPath(account, data?.items ?? [])) || (own ? "Your account" : ""),
  };
}
