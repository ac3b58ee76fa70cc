import { queryOptions } from "@tanstack/react-query";
import { joinIds } from "@/lib/domain/switched-off";
import { testUsersSchema } from "@/lib/domain/test-hop";
import { path } from "@/lib/format/path";
import { fetchJson, queryString } from "../request/fetch-json";

const testUsersPath = (accountId: string) => path`/api/accounts/${accountId}/webhooks/test-users`;

/** The users that tests made and Kazoo still has. */
export function testUsersQuery(accountId: string) {
  return queryOptions({
    queryKey: ["account", accountId, "test-users"],
    queryFn: ({ signal }) => fetchJson(testUsersPath(accountId), testUsersSchema, { signal }),
    staleTime: 0,
    retry: false,
  });
}

/** Deletes these; answers what is left. */
export function deleteTestUsers(accountId: string, ids: readonly string[]) {
  const search = queryString({ ids: joinIds(ids) });
  return fetchJson(`${testUsersPath(accountId)}${search}`, testUsersSchema, {
    method: "DELETE",
    asksKazoo: true,
  });
}
