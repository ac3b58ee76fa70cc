import { queryOptions } from "@tanstack/react-query";
import { maxNamesAtOnce, type NamedObject, namedObjectsSchema } from "@/lib/domain/named-object";
import { joinIds } from "@/lib/domain/switched-off";
import { path } from "@/lib/format/path";
import { fetchJson, queryString } from "../request/fetch-json";
import { readInGroups } from "../request/read-in-groups";

const knownForMs = 5 * 60_000;
/** Who was made just now is named by Kazoo's lists only when they are read again. */
const againMs = 20_000;
const maxReads = 3;

type NameReader = (id: string) => Promise<NamedObject | null>;

const readers = new Map<string, NameReader>();

function createReader(accountId: string): NameReader {
  return readInGroups<NamedObject>(async (ids) => {
    const search = queryString({ ids: joinIds(ids) });
    const names = path`/api/accounts/${accountId}/names`;
    const { items } = await fetchJson(`${names}${search}`, namedObjectsSchema);
    return new Map(items.map((item) => [item.id, item]));
  }, maxNamesAtOnce);
}

/** What an id of the account stands for; null while nobody can tell. Rows in sight ask together. */
export function objectNameQuery(accountId: string, id: string) {
  return queryOptions({
    queryKey: ["account", accountId, "names", id],
    queryFn: () => {
      const reader = readers.get(accountId) ?? createReader(accountId);
      readers.set(accountId, reader);
      return reader(id);
    },
    staleTime: ({ state }) => (state.data ? knownForMs : againMs),
    refetchInterval: ({ state }) =>
      state.data || state.dataUpdateCount + state.errorUpdateCount >= maxReads ? false : againMs,
    retry: false,
  });
}
