"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Check } from "lucide-react";
import { useDeferredValue, useEffect, useRef, useState } from "react";
import { accountsQuery } from "@/lib/api-client/accounts/account-queries";
import { toApiError } from "@/lib/api-client/request/api-error";
import { accountMatches } from "@/lib/domain/account";
import { accountPath } from "./account-path";

interface AccountSearchProps {
  readonly currentId: string;
  readonly onChoose: (accountId: string) => void;
}

/** The operator's account and everything below it, found by typing. */
export function AccountSearch({ currentId, onChoose }: AccountSearchProps) {
  const input = useRef<HTMLInputElement>(null);
  // It comes after the layer it is in, which then has given the keyboard to nothing.
  useEffect(() => input.current?.focus(), []);
  const [typed, setTyped] = useState("");
  const sought = useDeferredValue(typed);
  const { data, error, isSuccess } = useQuery(accountsQuery());
  const all = data?.items ?? [];
  const accounts = all.filter((account) => accountMatches(account, sought));
  return (
    <Command shouldFilter={false} label="Accounts" className="flex w-72 max-w-full flex-col">
      <Command.Input
        ref={input}
        value={typed}
        onValueChange={setTyped}
        placeholder="Find an account"
        className="h-10 border-line border-b bg-transparent px-3 text-sm outline-none placeholder:text-ink-faint max-md:text-base"
      />
      <Command.List className="max-h-72 overflow-y-auto p-1" aria-live="polite">
        {error && !data && (
          <p className="px-2 py-3 text-failing text-sm">{toApiError(error).message}</p>
        )}
        {isSuccess && (
          <Command.Empty className="px-2 py-3 text-ink-soft text-sm">
            No account with this name.
          </Command.Empty>
        )}
        {accounts.map((account) => (
          <Command.Item
            key={account.id}
            value={account.id}
            onSelect={() => onChoose(account.id)}
            className="flex min-h-10 cursor-pointer items-center gap-2 rounded px-2 text-sm data-[selected=true]:bg-hover"
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate">{account.name}</span>
              <span className="block truncate text-ink-faint text-xs">
                {accountPath(account, all) || account.realm || "Your account"}
              </span>
            </span>
            {account.id === currentId && (
              <Check className="size-4 text-accent" aria-label="on screen" />
            )}
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
