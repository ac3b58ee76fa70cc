import type { FiredEvent } from "../firing/fired-event";
import type { CallLeg } from "./call-leg";

/**
 * A call is parked, fetched or given up; no time and no node in it
 * (docs/kazoo.md#parking-and-messages).
 */
export function parkingEvent(leg: CallLeg, eventName: string, slot: string): FiredEvent {
  return {
    accountId: leg.accountId,
    trigger: "parking",
    payload: {
      parking_slot: slot,
      event_name: eventName,
      caller_id_number: leg.callerNumber,
      caller_id_name: leg.callerName,
      callee_id_number: leg.calleeNumber,
      callee_id_name: leg.calleeName,
      call_id: leg.callId,
      account_id: leg.accountId,
    },
  };
}
