import { objectEvent } from "../events/object-event";
import { badIdentifier, validationError } from "../http/api-failure";
import type { ApiRequest } from "../http/api-request";
import { listPage } from "../http/list-page";
import { requireMatch } from "../http/preconditions";
import { type ApiContext, type Route, withToken } from "../http/route";
import { defined, type JsonObject, stringAt } from "../json/json";
import { mergePatch, publicFields } from "../schema/public-fields";
import type { Schema } from "../schema/schema";
import { validate } from "../schema/validate";
import type { Device } from "../state/documents";
import type { World } from "../state/world";

const DEVICE_SCHEMA: Schema = {
  fields: {
    call_restriction: { type: "object", default: {} },
    contact_list: { type: "object", default: {} },
    device_type: { type: "string" },
    enabled: { type: "boolean", default: true },
    exclude_from_queues: { type: "boolean", default: false },
    mac_address: { type: "string", pattern: /^(?:[0-9A-F]{2}[:-]?){5}[0-9A-F]{2}$/i },
    music_on_hold: { type: "object", default: {} },
    mwi_unsolicited_updates: { type: "boolean", default: true },
    name: { type: "string", required: true, minLength: 1, maxLength: 128 },
    owner_id: { type: "string", minLength: 32, maxLength: 32 },
    register_overwrite_notify: { type: "boolean", default: false },
    ringtones: { type: "object", default: {} },
    sip: {
      type: "object",
      default: { expire_seconds: 300, invite_format: "contact", method: "password" },
    },
    suppress_unregister_notifications: { type: "boolean", default: false },
  },
};

export function checkDevice(sent: JsonObject): JsonObject {
  const { value, errors } = validate(DEVICE_SCHEMA, sent);
  if (Object.keys(errors).length > 0) throw validationError(errors);
  return value;
}

const accountIdOf = (request: ApiRequest) => request.account?.id ?? "";

function findDevice(request: ApiRequest, world: World): Device {
  const id = request.parameters.id ?? "";
  const device = world.devices.get(id);
  if (!device || device.accountId !== accountIdOf(request)) throw badIdentifier(id);
  return device;
}

const dataOf = (device: Device): JsonObject => ({ ...device.fields, id: device.id });

function listItem({ id, fields }: Device): JsonObject {
  const { name, enabled, mac_address, device_type, owner_id } = fields;
  return defined({ id, name, enabled, mac_address, device_type, owner_id, flags: [] });
}

function change(merge: (device: Device, data: JsonObject) => JsonObject) {
  return (request: ApiRequest, { world, firing }: ApiContext) => {
    const device = findDevice(request, world);
    requireMatch(request, device);
    world.revise(device, checkDevice(merge(device, request.data)));
    firing.publish(objectEvent(device.accountId, "device", device.id, "doc_edited"));
    return { data: dataOf(device), revision: device.revision };
  };
}

export const DEVICE_ROUTES: Route[] = [
  {
    pattern: "accounts/:accountId/devices",
    methods: {
      PUT: withToken((request, { world, firing }) => {
        const accountId = accountIdOf(request);
        const device = world.newDocument(accountId, checkDevice(publicFields(request.data)));
        world.devices.set(device.id, device);
        firing.publish(objectEvent(accountId, "device", device.id, "doc_created"));
        const location = `${request.path}/${device.id}`;
        return { data: dataOf(device), revision: device.revision, location };
      }),
      GET: withToken((request, { world }) =>
        listPage(world.ofAccount(world.devices, accountIdOf(request)), {
          query: request.query,
          sortBy: ({ fields }) => (stringAt(fields, "name") ?? "").toLowerCase(),
          project: listItem,
        }),
      ),
    },
  },
  {
    pattern: "accounts/:accountId/devices/:id",
    methods: {
      PATCH: withToken(change((device, data) => mergePatch(device.fields, data))),
      POST: withToken(change((_device, data) => publicFields(data))),
      GET: withToken((request, { world }) => {
        const device = findDevice(request, world);
        return { data: dataOf(device), revision: device.revision };
      }),
      DELETE: withToken((request, { world, firing }) => {
        const device = findDevice(request, world);
        requireMatch(request, device);
        world.devices.delete(device.id);
        firing.publish(objectEvent(device.accountId, "device", device.id, "doc_deleted"));
        const data = { ...dataOf(device), _read_only: { deleted: true } };
        return { data, revision: device.revision };
      }),
    },
  },
];
