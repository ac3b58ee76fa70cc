"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/controls/button";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notices/notice";
import { toApiError } from "@/lib/api-client/request/api-error";
import { serverClock } from "@/lib/api-client/request/server-clock";
import { deleteTestUsers, testUsersQuery } from "@/lib/api-client/webhooks/test-users-query";
import { timeAgo } from "@/lib/format/instant";

/** Test users that are still in Kazoo, and another try to delete them. Nothing while a test runs. */
export function LeftUsers({ accountId, running }: { accountId: string; running: boolean }) {
  const client = useQueryClient();
  const { data } = useQuery({ ...testUsersQuery(accountId), enabled: !running });
  const removing = useMutation({
    mutationFn: (ids: readonly string[]) => deleteTestUsers(accountId, ids),
    onSuccess: (left) => client.setQueryData(testUsersQuery(accountId).queryKey, left),
  });
  const items = data?.items ?? [];
  if (running || items.length === 0) return null;
  return (
    <Notice
      tone="waiting"
      action={
        <Button
          size="sm"
          busy={removing.isPending}
          onClick={() => removing.mutate(items.map(({ id }) => id))}
        >
          Delete {items.length === 1 ? "it" : "them"}
        </Button>
      }
    >
      {items.length === 1 ? "A test user is" : `${items.length} test users are`} still in Kazoo,
      each called “Hookline test, may be deleted”:
      <ul aria-label="Test users that are left" className="nums">
        {items.map(({ id, madeAt }) => (
          <li key={id} className="font-mono text-xs">
            <Instant ms={madeAt}>{`hookline-test-${madeAt}`}</Instant>, made{" "}
            {timeAgo(madeAt, serverClock.now())}
          </li>
        ))}
      </ul>
      {removing.error && <p role="alert">{toApiError(removing.error).message}</p>}
    </Notice>
  );
}
