import type { Json } from "../json/json";
import type { StoredDocument } from "../state/documents";
import { listRevision } from "../state/world";
import { ApiFailure } from "./api-failure";
import type { ApiReply } from "./api-reply";
import { matchesFilters } from "./filters";
import { decodeStartKey, encodeStartKey, type KeyPart } from "./start-key";

const DEFAULT_PAGE_SIZE = 50;
// Sorts behind every name, in a key that only knows strings.
const HIGHEST = "\uFFF0";

export interface ListOptions<T> {
  query: URLSearchParams;
  /** First part of every key; undefined for views whose start key is not shown. */
  prefix?: string;
  sortBy: (item: T) => string;
  project: (item: T) => Json;
  /** How the view marks the end of the range in descending order. */
  highest?: KeyPart;
}

/** `page_size` of the query; a wrong one is refused (docs/kazoo.md#lists). */
export function pageSizeOf(query: URLSearchParams): number {
  const text = query.get("page_size");
  if (text === null) return DEFAULT_PAGE_SIZE;
  const size = Number(text);
  if (Number.isInteger(size) && size > 0) return size;
  const message = Number.isInteger(size) ? "page size must be at least 1" : "invalid page size";
  throw new ApiFailure({ status: 404, message: "faulty_request", data: { message } });
}

/** The cause is CouchDB's own word; a start key that it cannot use is a bad request to it. */
export const datastoreFault = (cause = "Bad Request") =>
  new ApiFailure({
    status: 500,
    message: "datastore_fault",
    data: { cause, message: "unknown failure" },
  });

/** The database, or a document the cluster needs, is away. */
export const datastoreMissing = () =>
  new ApiFailure({
    status: 503,
    message: "datastore_fault",
    data: { message: "datastore fatal error" },
  });

/** A list sorted by one key, filtered and paged as Kazoo's views are (docs/kazoo.md#lists). */
export function listPage<T extends StoredDocument>(
  items: readonly T[],
  options: ListOptions<T>,
): ApiReply {
  const { query, prefix, sortBy, project } = options;
  const ascending = query.get("ascending") === "true";
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0) * (ascending ? 1 : -1);
  const sorted = items
    .filter((item) => matchesFilters(item, query))
    .sort((a, b) => compare(sortBy(a), sortBy(b)));

  if (query.get("paginate") === "false") return listReply(sorted.map(project));

  const size = pageSizeOf(query);
  const givenKey = query.get("start_key");
  const from = givenKey === null ? undefined : startOf(givenKey, prefix);
  const rest = from === undefined ? sorted : sorted.filter((i) => compare(sortBy(i), from) >= 0);
  const page = rest.slice(0, size);
  const next = rest[size];
  const keyOf = (part: KeyPart) => encodeStartKey(prefix === undefined ? [part] : [prefix, part]);
  const firstKey = ascending
    ? encodeStartKey(prefix === undefined ? [] : [prefix])
    : keyOf(options.highest ?? HIGHEST);
  return {
    ...listReply(page.map(project)),
    paging: {
      nextStartKey: next ? keyOf(sortBy(next)) : undefined,
      pageSize: page.length,
      startKey: prefix === undefined ? undefined : (givenKey ?? firstKey),
    },
  };
}

/** An unpaged list; an empty one has no revision. */
export function listReply(data: Json[]): ApiReply {
  return { data, revision: data.length > 0 ? listRevision(data) : undefined };
}

function startOf(key: string, prefix: string | undefined): string | undefined {
  const parts = decodeStartKey(key);
  if (!parts) throw datastoreFault();
  const part = parts[prefix === undefined ? 0 : 1];
  return typeof part === "string" && part !== HIGHEST ? part : undefined;
}
