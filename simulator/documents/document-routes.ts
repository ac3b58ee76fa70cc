import { objectEvent } from "../events/object-event";
import { badIdentifier, validationError } from "../http/api-failure";
import type { ApiReply } from "../http/api-reply";
import type { ApiRequest } from "../http/api-request";
import { listPage } from "../http/list-page";
import { requireMatch } from "../http/preconditions";
import { type ApiContext, type Route, withToken } from "../http/route";
import { defined, type JsonObject, stringAt } from "../json/json";
import { mergePatch, publicFields } from "../schema/public-fields";
import type { Schema } from "../schema/schema";
import { validate } from "../schema/validate";
import type { TypedDocument } from "../state/documents";
import { DOCUMENT_KINDS, type DocumentKind } from "./document-kinds";

/** Checked and completed fields (throws the error of docs/kazoo.md#validation). */
export function checkDocument(schema: Schema, sent: JsonObject): JsonObject {
  const { value, errors } = validate(schema, sent);
  if (Object.keys(errors).length > 0) throw validationError(errors);
  return value;
}

const dataOf = ({ id, fields }: TypedDocument): JsonObject => ({ ...fields, id });

function routesOf({ collection, type, schema, listed, sortBy }: DocumentKind): Route[] {
  const accountIdOf = (request: ApiRequest) => request.account?.id ?? "";

  function find(request: ApiRequest, { world }: ApiContext): TypedDocument {
    const id = request.parameters.id ?? "";
    const document = world.documents.get(id);
    const isThere = document?.type === type && document.accountId === accountIdOf(request);
    if (!document || !isThere) throw badIdentifier(id);
    return document;
  }

  function add(request: ApiRequest, { world, firing }: ApiContext): ApiReply {
    const accountId = accountIdOf(request);
    const fields = checkDocument(schema, publicFields(request.data));
    const document = { ...world.newDocument(accountId, fields), type };
    world.documents.set(document.id, document);
    firing.publish(objectEvent(accountId, type, document.id, "doc_created"));
    const location = `${request.path}/${document.id}`;
    return { data: dataOf(document), revision: document.revision, location };
  }

  function list(request: ApiRequest, { world }: ApiContext): ApiReply {
    const own = world.ofAccount(world.documents, accountIdOf(request));
    return listPage(
      own.filter((document) => document.type === type),
      {
        query: request.query,
        sortBy: ({ fields }) => (stringAt(fields, sortBy) ?? "").toLowerCase(),
        project: ({ id, fields }) => {
          const shown = listed.map((key) => [key, fields[key]] as const);
          return defined({ id, ...Object.fromEntries(shown), flags: fields.flags ?? [] });
        },
      },
    );
  }

  function change(merge: (document: TypedDocument, data: JsonObject) => JsonObject) {
    return (request: ApiRequest, context: ApiContext): ApiReply => {
      const document = find(request, context);
      requireMatch(request, document);
      const fields = checkDocument(schema, merge(document, request.data));
      context.world.revise(document, fields);
      const { accountId, id } = document;
      context.firing.publish(objectEvent(accountId, type, id, "doc_edited"));
      return { data: dataOf(document), revision: document.revision };
    };
  }

  function remove(request: ApiRequest, context: ApiContext): ApiReply {
    const document = find(request, context);
    requireMatch(request, document);
    context.world.documents.delete(document.id);
    const { accountId, id } = document;
    context.firing.publish(objectEvent(accountId, type, id, "doc_deleted"));
    const data = { ...dataOf(document), _read_only: { deleted: true } };
    return { data, revision: document.revision };
  }

  return [
    {
      pattern: `accounts/:accountId/${collection}`,
      methods: { PUT: withToken(add), GET: withToken(list) },
    },
    {
      pattern: `accounts/:accountId/${collection}/:id`,
      methods: {
        PATCH: withToken(change((document, data) => mergePatch(document.fields, data))),
        POST: withToken(change((_document, data) => publicFields(data))),
        GET: withToken((request, context) => {
          const document = find(request, context);
          return { data: dataOf(document), revision: document.revision };
        }),
        DELETE: withToken(remove),
      },
    },
  ];
}

export const DOCUMENT_ROUTES: Route[] = DOCUMENT_KINDS.flatMap(routesOf);
