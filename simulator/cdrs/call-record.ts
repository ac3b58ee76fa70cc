import { createHash } from "node:crypto";
import { type CallLeg, endOfLeg, type HangupCause } from "../events/call-leg";
import { defined, type JsonObject } from "../json/json";
import type { World } from "../state/world";

/** Writes down how a leg ended, as Kazoo's cdr application does. */
export function recordCall(
  world: World,
  leg: CallLeg,
  cause: HangupCause,
  interactionId: string,
): void {
  const hash = createHash("md5").update(leg.callId).digest("hex");
  const month = new Date(world.clock.now()).toISOString().slice(0, 7).replace("-", "");
  const fields = fieldsOf(world, leg, cause, interactionId);
  const record = world.newDocument(leg.accountId, fields, `${month}-${hash}`);
  world.callRecords.push({ ...record, interactionId });
}

/** Every value of a listed record is a string, numbers too. */
function fieldsOf(
  world: World,
  leg: CallLeg,
  cause: HangupCause,
  interactionId: string,
): JsonObject {
  const end = endOfLeg(world, leg, cause);
  const at = new Date(world.clock.now());
  const [day = "", time = ""] = at.toISOString().slice(0, 19).split("T");
  return defined({
    authorizing_id: leg.deviceId ?? "",
    billing_seconds: String(end.billing_seconds),
    bridge_id: leg.otherLegCallId ?? leg.callId,
    call_id: leg.callId,
    callee_id_name: leg.calleeName,
    callee_id_number: leg.calleeNumber,
    caller_id_name: leg.callerName,
    caller_id_number: leg.callerNumber,
    calling_from: leg.callerNumber,
    cost: "0",
    datetime: `${day} ${time}`,
    dialed_number: leg.calleeNumber,
    direction: leg.direction,
    duration_seconds: String(end.duration_seconds),
    from: leg.from,
    hangup_cause: cause,
    interaction_id: interactionId,
    iso_8601: day,
    iso_8601_combined: `${day}T${time}Z`,
    media_recordings: [],
    media_server: "freeswitch@sim.example",
    other_leg_call_id: leg.otherLegCallId ?? "",
    owner_id: leg.ownerId ?? "",
    rate: "0.0",
    recording_url: "",
    rfc_1036: at.toUTCString(),
    ringing_seconds: String(end.ringing_seconds),
    timestamp: String(world.gregorianNow()),
    to: leg.to,
    unix_timestamp: String(Math.floor(at.getTime() / 1000)),
  });
}
