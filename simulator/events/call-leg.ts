import { resellerOf } from "../auth/session-data";
import type { FiredEvent } from "../firing/fired-event";
import { defined, type Json, type JsonObject } from "../json/json";
import type { World } from "../state/world";

/** One channel of a call, with what Kazoo knows about it. */
export interface CallLeg {
  accountId: string;
  callId: string;
  /** Relative to Kazoo. */
  direction: "inbound" | "outbound";
  callerName: string;
  callerNumber: string;
  calleeName: string;
  calleeNumber: string;
  from: string;
  to: string;
  /** Where the call came from, for calls that come from outside. */
  inception?: string;
  deviceId?: string;
  ownerId?: string;
  otherLegCallId?: string;
  /** Kazoo's own leg between two of its applications. */
  isLoopback?: boolean;
  isForwarded?: boolean;
  usesCarrier: boolean;
  createdAt?: number;
  answeredAt?: number;
}

export type ChannelStage = "create" | "answer" | "bridge" | "destroy";

/**
 * The payload of a channel event: recorded field order, nothing where Kazoo knows nothing
 * (docs/kazoo.md#calls).
 */
export function channelEvent(
  world: World,
  leg: CallLeg,
  stage: ChannelStage,
  atTheEnd: JsonObject = {},
): FiredEvent {
  const account = world.accounts.get(leg.accountId);
  const payload = defined({
    account_id: leg.accountId,
    authorizing_id: leg.deviceId,
    authorizing_type: leg.deviceId && "device",
    call_direction: leg.direction,
    call_forwarded: leg.isForwarded,
    call_id: leg.callId,
    callee_id_name: leg.calleeName,
    callee_id_number: leg.calleeNumber,
    caller_id_name: leg.callerName,
    caller_id_number: leg.callerNumber,
    custom_application_vars: {},
    emergency_resource_used: false,
    from: leg.from,
    inception: leg.inception,
    local_resource_used: leg.usesCarrier,
    is_internal_leg: leg.isLoopback ?? false,
    other_leg_call_id: leg.otherLegCallId,
    owner_id: leg.ownerId,
    // Master drops the field when it is a string, which it always is.
    request: world.settings.kazoo === "4.3" ? leg.to : undefined,
    reseller_id: account && resellerOf(world, account)?.id,
    timestamp: world.gregorianNow(),
    to: leg.to,
    hook_event: `channel_${stage}`,
    ...atTheEnd,
  });
  const { accountId, isLoopback } = leg;
  return { accountId, trigger: `channel_${stage}`, payload, isLoopback };
}

/** What a destroyed channel tells beside: why, and how long it lived, rang and talked. */
export function endOfLeg(world: World, leg: CallLeg, cause: HangupCause): Record<string, Json> {
  const now = world.clock.now();
  const seconds = (from: number, to: number) => Math.max(0, Math.round((to - from) / 1000));
  const createdAt = leg.createdAt ?? now;
  return {
    hangup_cause: cause,
    hangup_code: HANGUP_CODES[cause],
    duration_seconds: seconds(createdAt, now),
    ringing_seconds: seconds(createdAt, leg.answeredAt ?? now),
    billing_seconds: leg.answeredAt === undefined ? 0 : seconds(leg.answeredAt, now),
  };
}

const HANGUP_CODES = {
  NORMAL_CLEARING: "sip:200",
  USER_BUSY: "sip:486",
  NO_ANSWER: "sip:480",
  ORIGINATOR_CANCEL: "sip:487",
  ATTENDED_TRANSFER: "sip:200",
  BLIND_TRANSFER: "sip:200",
} as const;

export type HangupCause = keyof typeof HANGUP_CODES;
