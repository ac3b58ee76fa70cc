"use client";

import { useQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useState } from "react";
import { receiverKeysQuery } from "@/lib/api-client/receiver/receiver-queries";
import { toApiError } from "@/lib/api-client/request/api-error";
import { webhooksQuery } from "@/lib/api-client/webhooks/webhook-queries";
import type { ReceiverKeyView } from "@/lib/domain/receiver-key";
import { lazyPart } from "../ui/behaviour/lazy-part";
import { Button } from "../ui/controls/button";
import { EmptyState } from "../ui/notices/empty-state";
import { ProblemNotice } from "../ui/notices/problem-notice";
import { Skeleton } from "../ui/notices/skeleton";
import { ReceiverKeyTable } from "./receiver-key-table";
import { webhooksOfKey } from "./webhooks-of-key";

const RevokeKeyDialog = lazyPart(() =>
  import("./revoke-key-dialog").then((part) => part.RevokeKeyDialog),
);
const RotateKeyDialog = lazyPart(() =>
  import("./rotate-key-dialog").then((part) => part.RotateKeyDialog),
);

interface Asked {
  readonly verb: "rotate" | "revoke";
  readonly key: ReceiverKeyView;
}

function KeysSkeleton() {
  return (
    <output className="late flex flex-col pt-8" aria-label="Loading keys">
      <div className="flex h-12 items-center gap-8 border-line border-b px-4 md:px-6">
        <Skeleton className="w-24" />
        <Skeleton className="w-80 max-w-full shrink" />
      </div>
    </output>
  );
}

/** The URLs under which the account's events come in: list, create, rotate, revoke. */
export function ReceiverKeysScreen({ accountId }: { readonly accountId: string }) {
  const { data, error, isPending, refetch } = useQuery(receiverKeysQuery(accountId));
  const webhooks = useQuery(webhooksQuery(accountId)).data?.items ?? null;
  const [asked, setAsked] = useState<Asked | null>(null);
  const failure = error && !data && toApiError(error);
  const keys = data?.items ?? [];
  const close = () => setAsked(null);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto short:flex-none short:overflow-visible">
      {isPending && <KeysSkeleton />}
      {failure && (
        <div className="p-4 md:p-6">
          <ProblemNotice
            title={failure.message}
            requestId={failure.requestId}
            action={
              <Button onClick={() => void refetch()}>
                <RotateCw aria-hidden />
                Try again
              </Button>
            }
          />
        </div>
      )}
      {data && keys.length === 0 && (
        <EmptyState title="No key yet">
          The first webhook that Hookline receives makes one. Until then nobody can post events to
          this account.
        </EmptyState>
      )}
      {keys.length > 0 && (
        <ReceiverKeyTable
          receiverKeys={keys}
          webhookCount={(key) => webhooks && webhooksOfKey(webhooks, key).length}
          verbs={{
            rotate: (key) => setAsked({ verb: "rotate", key }),
            revoke: (key) => setAsked({ verb: "revoke", key }),
          }}
        />
      )}
      {keys.length > 0 && (
        <p className="max-w-2xl px-4 py-4 text-ink-faint text-xs md:px-6">
          Whoever has a key's URL can post events to this account, so copy it on purpose only. The
          key itself is never shown. New webhooks get the newest key named “Default”.
        </p>
      )}
      {asked?.verb === "rotate" && (
        <RotateKeyDialog accountId={accountId} receiverKey={asked.key} onClose={close} />
      )}
      {asked?.verb === "revoke" && (
        <RevokeKeyDialog
          accountId={accountId}
          receiverKey={asked.key}
          webhooks={webhooks && webhooksOfKey(webhooks, asked.key)}
          other={
            keys.findLast((key) => key.id !== asked.key.id && key.name === asked.key.name) ??
            keys.findLast((key) => key.id !== asked.key.id) ??
            null
          }
          onClose={close}
        />
      )}
    </div>
  );
}
