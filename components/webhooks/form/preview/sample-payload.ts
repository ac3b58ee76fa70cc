import type { WebhookDraft } from "@/lib/domain/webhook";

type SampleValue = string | number | boolean;
export type SamplePayload = Readonly<Record<string, SampleValue>>;

type Fires = Pick<WebhookDraft, "trigger" | "modifiers" | "customData">;

const accountId = "5b1c8a0e9d7f4a3b8c6d2e1f0a9b8c7d";

const call: SamplePayload = {
  account_id: accountId,
  call_direction: "inbound",
  call_id: "71f0a6c2-5d1e@203.0.113.7",
  caller_id_name: "Ann Example",
  caller_id_number: "+15550100123",
  callee_id_number: "2000",
  from: "+15550100123@sip.example",
  to: "2000@sip.example",
  is_internal_leg: false,
  timestamp: 63_943_560_271,
};

const callEvents: ReadonlyMap<string, SamplePayload> = new Map<string, SamplePayload>([
  ["channel_create", {}],
  ["channel_answer", {}],
  ["channel_bridge", { other_leg_call_id: "b2d9e4f1-77aa@203.0.113.7" }],
  [
    "channel_destroy",
    {
      hangup_cause: "NORMAL_CLEARING",
      hangup_code: "sip:200",
      duration_seconds: 42,
      ringing_seconds: 5,
      billing_seconds: 37,
    },
  ],
]);

const concrete = (value: string | undefined, otherwise: string) =>
  value === undefined || value === "all" ? otherwise : value;

function notification(name: string): SamplePayload {
  const voicemail: SamplePayload = name.startsWith("voicemail_new")
    ? {
        voicemail_box: "1001",
        caller_id_number: "+15550100123",
        caller_id_name: "Ann Example",
        voicemail_length: 9400,
      }
    : {};
  return {
    account_id: accountId,
    event_category: "notification",
    event_name: name,
    ...voicemail,
    app_name: "notify",
    msg_id: "c0ffee",
  };
}

function payloadOf({ trigger, modifiers }: Fires): SamplePayload | null {
  const event = callEvents.get(trigger);
  if (event) return { ...call, hook_event: trigger, ...event };
  switch (trigger) {
    case "object":
      return {
        id: "caf8d15e0d2f4b6a9f0c1e2d3a4b5c6d",
        account_id: accountId,
        action: concrete(modifiers.action, "doc_edited"),
        type: concrete(modifiers.type, "user"),
      };
    case "notifications":
      return notification(concrete(modifiers.type, "voicemail_new"));
    case "parking":
      return {
        event_name: "PARK_PARKED",
        account_id: accountId,
        call_id: "71f0a6c2-5d1e@203.0.113.7",
        caller_id_number: "+15550100123",
        parking_slot: "101",
      };
    case "sms":
    case "mms":
      return {
        id: "9a8b7c6d5e4f",
        account_id: accountId,
        type: trigger,
        from: "+15550100123",
        to: "+15550100199",
        body: "On my way",
        origin: "offnet",
      };
    default:
      return null;
  }
}

/**
 * An invented delivery of the shape that Kazoo sends, custom data laid over it
 * (docs/kazoo.md#custom-data).
 * Null for a trigger whose shape is not known.
 */
export function samplePayload(fires: Fires): SamplePayload | null {
  const payload = payloadOf(fires);
  if (!payload) return null;
  const { type: _type, action: _action, ...overlaid } = fires.customData;
  return { ...payload, ...overlaid, cluster_id: "0f7a3c5e9b1d" };
}
