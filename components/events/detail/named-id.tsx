"use client";

import { useQuery } from "@tanstack/react-query";
import { ShortId } from "@/components/ui/short-id";
import { accountsQuery } from "@/lib/api-client/accounts/account-queries";
import { useObjectName } from "../use-object-name";

interface NamedIdProps {
  /** Whose id it is. */
  readonly accountId: string;
  /** The field that holds it. */
  readonly field: string;
  readonly id: string;
}

function AccountName({ id }: Pick<NamedIdProps, "id">) {
  const { data } = useQuery(accountsQuery());
  const account = data?.items.find((candidate) => candidate.id === id);
  return account ? <span className="mr-2">{account.name}</span> : null;
}

function ObjectName({ accountId, id }: Pick<NamedIdProps, "accountId" | "id">) {
  const found = useObjectName(accountId, id);
  if (!found) return null;
  return (
    <span className="mr-2">
      {found.name}
      {found.isDeleted && <span className="text-ink-faint"> (deleted)</span>}
    </span>
  );
}

/** An id at once, and before it, as soon as Kazoo tells, what it stands for. */
export function NamedId({ accountId, field, id }: NamedIdProps) {
  return (
    <>
      {/account_id$/.test(field) ? (
        <AccountName id={id} />
      ) : (
        <ObjectName accountId={accountId} id={id} />
      )}
      <ShortId id={id} what={field} className="text-ink-faint text-xs" />
    </>
  );
}
