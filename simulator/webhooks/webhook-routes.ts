import {
  ApiFailure,
  badIdentifier,
  forbidden,
  invalidCredentials,
  validationError,
} from "../http/api-failure";
import type { ApiReply } from "../http/api-reply";
import type { ApiRequest } from "../http/api-request";
import { datastoreFault, datastoreMissing, listPage } from "../http/list-page";
import { requireMatch } from "../http/preconditions";
import { type ApiContext, type Route, withoutToken, withToken } from "../http/route";
import { defined, type Json, type JsonObject, stringAt } from "../json/json";
import { mergePatch, publicFields } from "../schema/public-fields";
import { typeError } from "../schema/validate";
import type { Webhook } from "../state/documents";
import type { World } from "../state/world";
import { listAccountAttempts, listWebhookAttempts } from "./attempt-listings";
import { checkWebhook } from "./check-webhook";
import { reEnableDescendants, reEnableOwn } from "./re-enable";
import { listSamples, showSamples } from "./samples";
import { listTriggers } from "./trigger-catalogue";

const dataOf = (webhook: Webhook): JsonObject => ({ ...webhook.fields, id: webhook.id });

function listItem({ id, fields, disabledMessage }: Webhook): Json {
  const { hook, name, uri, group, enabled } = fields;
  return defined({ id, hook, name, uri, group, enabled, disable_reason: disabledMessage });
}

function listWebhooks(request: ApiRequest, { world }: ApiContext): ApiReply {
  const accountId = request.account?.id ?? "";
  return listPage(world.ofAccount(world.webhooks, accountId), {
    query: request.query,
    prefix: accountId,
    sortBy: (webhook) => webhook.id,
    project: listItem,
    highest: {},
  });
}

/** No look at the account: an id of another account is served too (docs/kazoo.md#one-webhook). */
function findWebhook(request: ApiRequest, world: World): Webhook {
  const id = request.parameters.id ?? "";
  const webhook = world.webhooks.get(id);
  if (!webhook) throw badIdentifier(id);
  return webhook;
}

function refuseArray(request: ApiRequest): void {
  if (request.dataList) throw validationError({ "": typeError("object", request.dataList) });
}

/** Without the webhooks app there are no definitions to check the modifiers against. */
function check({ world, faults }: ApiContext, sent: JsonObject): JsonObject {
  const fields = checkWebhook(world.settings, sent);
  if (fields.hook !== "all" && faults.isOn("no-webhooks-app")) throw datastoreMissing();
  return fields;
}

function addWebhook(request: ApiRequest, context: ApiContext): ApiReply {
  const { world, firing } = context;
  refuseArray(request);
  const fields = check(context, publicFields(request.data));
  // A client-sent _id (or id) becomes the document's id.
  const id = stringAt(request.data, "_id") ?? stringAt(request.data, "id");
  // CouchDB keeps ids with an underscore for itself.
  if (id?.startsWith("_")) throw datastoreFault("400: illegal_docid");
  if (id !== undefined && world.webhooks.has(id)) {
    const data = { message: "conflicting documents" };
    throw new ApiFailure({ status: 409, message: "datastore_conflict", data });
  }
  const webhook: Webhook = world.newDocument(request.account?.id ?? "", fields, id);
  world.webhooks.set(webhook.id, webhook);
  firing.onCreated(webhook);
  return {
    data: dataOf(webhook),
    revision: webhook.revision,
    location: `${request.path}/${webhook.id}`,
  };
}

/** An enabled webhook loses its private message; any edit flushes the failure count. */
function store({ world, firing }: ApiContext, webhook: Webhook, fields: JsonObject): ApiReply {
  if (fields.enabled === true) webhook.disabledMessage = undefined;
  world.revise(webhook, fields);
  firing.onEdited(webhook);
  return { data: dataOf(webhook), revision: webhook.revision };
}

function replaceWebhook(request: ApiRequest, context: ApiContext): ApiReply {
  const webhook = findWebhook(request, context.world);
  requireMatch(request, webhook);
  refuseArray(request);
  // The defaults come back: an omitted `enabled` silently re-enables.
  const fields = check(context, publicFields(request.data));
  return store(context, webhook, fields);
}

function patchWebhook(request: ApiRequest, context: ApiContext): ApiReply {
  const webhook = findWebhook(request, context.world);
  requireMatch(request, webhook);
  // Kazoo merges into the document it read, reason included: it becomes a stale public field.
  const read = webhook.disabledMessage
    ? { ...webhook.fields, disable_reason: webhook.disabledMessage }
    : webhook.fields;
  const fields = check(context, mergePatch(read, request.data));
  return store(context, webhook, fields);
}

function removeWebhook(request: ApiRequest, { world, firing }: ApiContext): ApiReply {
  const webhook = findWebhook(request, world);
  requireMatch(request, webhook);
  world.webhooks.delete(webhook.id);
  firing.unload(webhook.id);
  const data = defined({
    ...dataOf(webhook),
    disable_reason: webhook.disabledMessage,
    _read_only: { deleted: true },
  });
  return { data, revision: webhook.revision };
}

const refuse = withToken((request) => {
  throw request.principal ? forbidden() : invalidCredentials();
});

export const WEBHOOK_ROUTES: Route[] = [
  {
    pattern: "webhooks",
    methods: { PATCH: refuse, PUT: refuse, GET: withoutToken(listTriggers) },
  },
  { pattern: "webhooks/samples", methods: { GET: withoutToken(listSamples) } },
  { pattern: "webhooks/samples/:id", methods: { GET: withoutToken(showSamples) } },
  { pattern: "webhooks/:id", methods: { PATCH: refuse, POST: refuse, GET: refuse } },
  {
    pattern: "accounts/:accountId/webhooks",
    methods: {
      PATCH: withToken(reEnableOwn),
      PUT: withToken(addWebhook),
      GET: withToken(listWebhooks),
    },
  },
  {
    pattern: "accounts/:accountId/descendants/webhooks",
    methods: { PATCH: withToken(reEnableDescendants), GET: withToken(listWebhooks) },
  },
  {
    pattern: "accounts/:accountId/webhooks/attempts",
    methods: { GET: withToken(listAccountAttempts) },
  },
  {
    pattern: "accounts/:accountId/webhooks/samples",
    methods: { GET: withToken(listSamples) },
  },
  {
    pattern: "accounts/:accountId/webhooks/:id",
    methods: {
      PATCH: withToken(patchWebhook),
      POST: withToken(replaceWebhook),
      GET: withToken((request, { world }) => {
        const webhook = findWebhook(request, world);
        return { data: dataOf(webhook), revision: webhook.revision };
      }),
      DELETE: withToken(removeWebhook),
    },
  },
  {
    pattern: "accounts/:accountId/webhooks/:id/attempts",
    methods: { GET: withToken(listWebhookAttempts) },
  },
  {
    pattern: "accounts/:accountId/webhooks/samples/:id",
    methods: { GET: withToken(showSamples) },
  },
];
