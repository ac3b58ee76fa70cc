import { badIdentifier } from "../http/api-failure";
import type { ApiReply } from "../http/api-reply";
import type { ApiRequest } from "../http/api-request";
import { listPage, listReply } from "../http/list-page";
import { type ApiContext, type Route, withToken } from "../http/route";
import type { JsonObject } from "../json/json";
import type { CallRecord } from "../state/documents";
import type { World } from "../state/world";

const recordsOf = ({ account }: ApiRequest, world: World) =>
  world.callRecords.filter(({ accountId }) => accountId === account?.id);

const dataOf = ({ id, fields }: CallRecord): JsonObject => ({ ...fields, id });

/** Newest first; legs that ended within one second are kept apart by their ids. */
function list({ query }: ApiRequest, records: readonly CallRecord[]): ApiReply {
  const page = listPage(records, {
    query,
    sortBy: ({ created, id }) => `${created}-${id}`,
    project: dataOf,
  });
  // An empty list of records has no paging keys.
  return page.paging?.pageSize === 0 ? listReply([]) : page;
}

/** One record a call: that of its first leg, which ends last. */
function listCalls(request: ApiRequest, { world }: ApiContext): ApiReply {
  const calls = new Map<string, CallRecord>();
  for (const record of recordsOf(request, world)) {
    const known = calls.get(record.interactionId);
    if (!known || record.fields.call_id === callIdOf(record))
      calls.set(record.interactionId, record);
  }
  return list(request, [...calls.values()]);
}

/** An interaction is named by the time and the id of its first leg. */
const callIdOf = ({ interactionId }: CallRecord) => interactionId.slice(12);

function showRecord(request: ApiRequest, { world }: ApiContext): ApiReply {
  const { id = "" } = request.parameters;
  const record = recordsOf(request, world).find((candidate) => candidate.id === id);
  if (!record) throw badIdentifier(id);
  return { data: dataOf(record), revision: record.revision };
}

function listLegs(request: ApiRequest, { world }: ApiContext): ApiReply {
  const legs = recordsOf(request, world).filter(
    ({ interactionId }) => interactionId === request.parameters.interactionId,
  );
  return listReply(legs.map(dataOf));
}

export const CDR_ROUTES: readonly Route[] = [
  {
    pattern: "accounts/:accountId/cdrs",
    methods: {
      GET: withToken((request, { world }) => list(request, recordsOf(request, world))),
    },
  },
  { pattern: "accounts/:accountId/cdrs/interaction", methods: { GET: withToken(listCalls) } },
  {
    pattern: "accounts/:accountId/cdrs/legs/:interactionId",
    methods: { GET: withToken(listLegs) },
  },
  { pattern: "accounts/:accountId/cdrs/:id", methods: { GET: withToken(showRecord) } },
];
