import { resellerOf } from "../auth/session-data";
import type { FiredEvent } from "../firing/fired-event";
import { defined, type JsonObject, stringAt } from "../json/json";
import type { Random } from "../state/random";
import type { World } from "../state/world";

export type CallStage = "create" | "answer" | "bridge" | "destroy";

/** One inbound call to one device of an account. */
export interface Call {
  accountId: string;
  callId: string;
  otherLegCallId: string;
  callerNumber: string;
  callerName: string;
  extension: string;
  deviceId?: string;
  ownerId?: string;
  realm: string;
  resellerId?: string;
}

const CALLERS = ["Reception", "Front Office", "Dispatch", "Accounts", "Warehouse"] as const;

export function createCall(world: World, random: Random, accountId: string): Call | undefined {
  const account = world.accounts.get(accountId);
  if (!account) return undefined;
  const [device, ...others] = world.ofAccount(world.devices, accountId);
  const called = device && random.pick([device, ...others]);
  const realm = stringAt(account.fields, "realm") ?? "sip.example";
  return {
    accountId,
    callId: `${random.hex(8)}-${random.hex(4)}-${random.hex(12)}@192.0.2.10`,
    otherLegCallId: `${random.hex(8)}-${random.hex(4)}-${random.hex(12)}@192.0.2.10`,
    callerNumber: `+1555555${String(100 + random.integer(100)).padStart(4, "0")}`,
    callerName: random.pick([...CALLERS]),
    extension: String(2000 + random.integer(50)),
    deviceId: called?.id,
    ownerId: called && stringAt(called.fields, "owner_id"),
    realm,
    resellerId: resellerOf(world, account)?.id,
  };
}

/** The stages' fields differ at the end of the payload only (contract 9.2). */
function stageFields(call: Call, stage: CallStage, talkSeconds: number): JsonObject {
  if (stage === "bridge") {
    return {
      original_number: call.extension,
      other_leg_destination_number: call.extension,
    };
  }
  if (stage !== "destroy") return {};
  return {
    hangup_cause: "NORMAL_CLEARING",
    hangup_code: "sip:200",
    duration_seconds: talkSeconds + 2,
    ringing_seconds: 2,
    billing_seconds: talkSeconds,
  };
}

export function callEvent(world: World, call: Call, stage: CallStage, talkSeconds = 0): FiredEvent {
  const isConnected = stage === "bridge" || stage === "destroy";
  return {
    accountId: call.accountId,
    trigger: `channel_${stage}`,
    payload: defined({
      account_id: call.accountId,
      authorizing_id: call.deviceId,
      authorizing_type: call.deviceId && "device",
      call_direction: "inbound",
      call_forwarded: false,
      call_id: call.callId,
      callee_id_name: `Extension ${call.extension}`,
      callee_id_number: call.extension,
      caller_id_name: call.callerName,
      caller_id_number: call.callerNumber,
      custom_application_vars: {},
      emergency_resource_used: false,
      from: `${call.callerNumber}@${call.realm}`,
      inception: `${call.callerNumber}@carrier.example`,
      is_internal_leg: false,
      local_resource_used: true,
      other_leg_call_id: isConnected ? call.otherLegCallId : undefined,
      owner_id: call.ownerId,
      request: world.settings.kazoo === "4.3" ? `${call.extension}@${call.realm}` : undefined,
      reseller_id: call.resellerId,
      timestamp: world.gregorianNow(),
      to: `${call.extension}@${call.realm}`,
      hook_event: `channel_${stage}`,
      ...stageFields(call, stage, talkSeconds),
    }),
  };
}
