"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronsUpDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { lazyPart } from "@/components/ui/behaviour/lazy-part";
import { Popover } from "@/components/ui/overlays/popover";
import { HookSign } from "@/components/ui/wordmark";
import { accountsQuery } from "@/lib/api-client/accounts/account-queries";
import { useSession } from "@/lib/api-client/session/session-context";
import { pagePath } from "@/lib/format/page-path";
import { shortId } from "@/lib/format/short-id";
import { accountPath } from "./account-path";
import { useAccountSection } from "./use-account-section";

const AccountSearch = lazyPart(() => import("./account-search").then((part) => part.AccountSearch));

/** Name and place of an account of the operator's tree, as far as they are known by now. */
function useAccount(accountId: string): { name: string; path: string } {
  const session = useSession();
  const { data } = useQuery(accountsQuery());
  const account = data?.items.find((candidate) => candidate.id === accountId);
  const own = accountId === session.account.id;
  return {
    name: account?.name ?? (own ? session.account.name : shortId(accountId)),
    path: (account && accountPath(account, data?.items ?? [])) || (own ? "Your account" : ""),
  };
}

/** Names the account on screen and changes it; the page stays the same. */
export function AccountSwitcher({ narrow }: { readonly narrow?: boolean }) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const { accountId, section } = useAccountSection();
  const { name, path } = useAccount(accountId);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label="Switch account"
      trigger={
        <button
          type="button"
          aria-label={`Account ${name}. Switch account`}
          className="flex h-11 w-full min-w-0 items-center gap-2.5 rounded px-2 text-left hover:bg-hover data-[state=open]:bg-hover"
        >
          <HookSign className="size-5!" />
          {!narrow && (
            <>
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium text-sm leading-4">{name}</span>
                <span className="block truncate text-ink-faint text-xs">{path}</span>
              </span>
              <ChevronsUpDown className="size-4 shrink-0 text-ink-faint" aria-hidden />
            </>
          )}
        </button>
      }
    >
      <AccountSearch
        currentId={accountId}
        onChoose={(chosen) => {
          setOpen(false);
          router.push(pagePath(chosen, section.segment));
        }}
      />
    </Popover>
  );
}
