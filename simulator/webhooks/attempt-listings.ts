import { validationError } from "../http/api-failure";
import type { ApiReply } from "../http/api-reply";
import type { ApiRequest } from "../http/api-request";
import { matchesFilters } from "../http/filters";
import { datastoreFault, listReply, pageSizeOf } from "../http/list-page";
import type { ApiContext } from "../http/route";
import {
  decodeIntegerKey,
  decodeStartKey,
  encodeIntegerKey,
  encodeStartKey,
} from "../http/start-key";
import type { Attempt } from "../state/documents";
import type { World } from "../state/world";

const MAX_RANGE_SECONDS = 2_682_000;
const RANGE_KEYS = ["created_from", "created_to", "modified_from", "modified_to"];

/** The range asked for; default the last 31 days and one hour (docs/kazoo.md#attempts). */
function rangeOf(query: URLSearchParams, now: number): { from: number; to: number } {
  const to = Number(query.get("created_to") ?? now);
  const from = Number(query.get("created_from") ?? to - MAX_RANGE_SECONDS);
  const refuse = (message: string, cause: number) =>
    validationError({ created_from: { date_range: { message, cause } } });
  if (to < from) throw refuse(`created_to ${to} is prior to created_from ${from}`, from);
  if (to - from > MAX_RANGE_SECONDS) {
    const limit = `more than ${MAX_RANGE_SECONDS} seconds from created_from ${from}`;
    throw refuse(`created_to ${to} is ${limit}`, to);
  }
  return { from, to };
}

function listAttempts(
  request: ApiRequest,
  world: World,
  isMeant: (attempt: Attempt) => boolean,
  hookId?: string,
): ApiReply {
  const { from, to } = rangeOf(request.query, world.gregorianNow());
  const ascending = request.query.get("ascending") === "true";
  const query = new URLSearchParams([...request.query].filter(([k]) => !RANGE_KEYS.includes(k)));
  const found = world.attempts
    .filter((a) => isMeant(a) && a.timestamp >= from && a.timestamp <= to)
    .filter(({ fields }) => matchesFilters({ fields, created: 0, modified: 0 }, query));
  // Stored oldest first.
  const sorted = ascending ? found : found.reverse();
  if (query.get("paginate") === "false") return listReply(sorted.map((a) => a.fields));

  const size = pageSizeOf(query);
  const startKey = query.get("start_key");
  const start = startKey === null ? undefined : secondsOf(startKey, hookId);
  const keyOf = (seconds: number) =>
    hookId === undefined ? encodeIntegerKey(seconds) : encodeStartKey([hookId, seconds]);
  if (startKey !== null && start === undefined) throw datastoreFault();
  const isReached = (a: Attempt) =>
    start === undefined || (ascending ? a.timestamp >= start : a.timestamp <= start);
  const rest = sorted.filter(isReached);
  const page = rest.slice(0, size);
  const next = rest[size];
  return {
    ...listReply(page.map((a) => a.fields)),
    paging: {
      nextStartKey: next && keyOf(next.timestamp),
      pageSize: page.length,
      startKey: startKey ?? keyOf(ascending ? from : to),
    },
  };
}

/** The key of one webhook's attempts has its id in front; undefined for garbage. */
function secondsOf(startKey: string, hookId: string | undefined): number | undefined {
  if (hookId === undefined) return decodeIntegerKey(startKey);
  const seconds = decodeStartKey(startKey)?.[1];
  return typeof seconds === "number" ? seconds : undefined;
}

export const listAccountAttempts = (request: ApiRequest, { world }: ApiContext) =>
  listAttempts(request, world, (attempt) => attempt.accountId === request.account?.id);

/** Attempts lie in the hook OWNER's account; an unknown hook has an empty list. */
export const listWebhookAttempts = (request: ApiRequest, { world }: ApiContext) =>
  listAttempts(
    request,
    world,
    ({ accountId, hookId }) =>
      accountId === request.account?.id && hookId === request.parameters.id,
    request.parameters.id,
  );
