import { badIdentifierList } from "../http/api-failure";
import type { ApiReply } from "../http/api-reply";
import type { ApiRequest } from "../http/api-request";
import { matchesFilters } from "../http/filters";
import type { JsonObject } from "../json/json";

const ACCOUNT = "5ac0000000000000000000000000a001";
const USER = "5ac0000000000000000000000000b001";

const CHANNEL: JsonObject = {
  account_id: ACCOUNT,
  authorizing_id: "5ac0000000000000000000000000d001",
  authorizing_type: "device",
  call_direction: "inbound",
  call_id: "sample-call@192.0.2.10",
  callee_id_name: "Front desk",
  callee_id_number: "2000",
  caller_id_name: "Sample caller",
  caller_id_number: "+15555550100",
  custom_application_vars: {},
  custom_channel_vars: {},
  emergency_resource_used: "false",
  from: "+15555550100@sample.sip.example",
  // Samples carry strings where the real events have numbers.
  timestamp: "63950119200",
  to: "2000@sample.sip.example",
};

const channelSample = (hookEvent: string, more: JsonObject = {}): JsonObject => ({
  ...CHANNEL,
  hook_event: hookEvent,
  ...more,
});

const objectSample = (action: string): JsonObject => ({
  id: USER,
  account_id: ACCOUNT,
  action,
  type: "user",
});

const notificationSample = (eventName: string, more: JsonObject): JsonObject => ({
  account_id: ACCOUNT,
  event_category: "notification",
  event_name: eventName,
  ...more,
});

/** Payload samples; sms and mms have none (docs/kazoo.md#samples). */
const SAMPLES: Readonly<Record<string, readonly JsonObject[]>> = {
  webhooks_channel_answer: [channelSample("channel_answer")],
  webhooks_channel_bridge: [
    channelSample("channel_bridge", {
      original_number: "2000",
      other_leg_call_id: "sample-leg@192.0.2.10",
      other_leg_destination_number: "2000",
    }),
  ],
  webhooks_channel_create: [channelSample("channel_create")],
  webhooks_channel_destroy: [
    channelSample("channel_destroy", {
      hangup_cause: "NORMAL_CLEARING",
      hangup_code: "sip:200",
      duration_seconds: "42",
      ringing_seconds: "3",
      billing_seconds: "39",
    }),
  ],
  webhooks_notifications: [
    notificationSample("new_user", { user_id: USER }),
    notificationSample("missed_call", { call_id: "sample-call@192.0.2.10" }),
    notificationSample("voicemail_new", { voicemail_box: "2000" }),
  ],
  webhooks_object: ["doc_created", "doc_edited", "doc_deleted"].map(objectSample),
  webhooks_parking: [
    {
      account_id: ACCOUNT,
      call_id: "sample-call@192.0.2.10",
      caller_id_Number: "+15555550100",
      event_name: "PARK_PARKED",
      parking_slot: 1,
    },
  ],
};

export const listSamples = (): ApiReply => ({ data: Object.keys(SAMPLES) });

/** The id needs the `webhooks_` prefix; filters work on the payloads. */
export function showSamples(request: ApiRequest): ApiReply {
  const id = request.parameters.id ?? "";
  const samples = SAMPLES[id];
  if (!samples) throw badIdentifierList(id);
  const data = samples.filter((fields) =>
    matchesFilters({ fields, created: 0, modified: 0 }, request.query),
  );
  return { data };
}
