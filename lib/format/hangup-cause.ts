import { words } from "./words";

// Q.850 and FreeSWITCH causes that operators meet; others are spelled out from their name.
const causes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    NORMAL_CLEARING: "normal clearing",
    ORIGINATOR_CANCEL: "caller hung up before it was answered",
    NO_ANSWER: "no answer",
    NO_USER_RESPONSE: "no response from the phone",
    USER_BUSY: "busy",
    CALL_REJECTED: "rejected",
    USER_NOT_REGISTERED: "phone not registered",
    SUBSCRIBER_ABSENT: "phone not reachable",
    UNALLOCATED_NUMBER: "number does not exist",
    NUMBER_CHANGED: "number has changed",
    INVALID_NUMBER_FORMAT: "number not valid",
    NO_ROUTE_DESTINATION: "no route to the destination",
    NO_ROUTE_TRANSIT_NET: "no route through the carrier",
    DESTINATION_OUT_OF_ORDER: "destination out of order",
    NETWORK_OUT_OF_ORDER: "network out of order",
    NORMAL_CIRCUIT_CONGESTION: "no free line",
    SWITCH_CONGESTION: "switch congested",
    NORMAL_TEMPORARY_FAILURE: "temporary failure at the carrier",
    NORMAL_UNSPECIFIED: "ended without a cause",
    RECOVERY_ON_TIMER_EXPIRE: "no answer from the other side's equipment",
    INCOMPATIBLE_DESTINATION: "no common codec",
    BEARERCAPABILITY_NOTAUTH: "not allowed by the carrier",
    OUTGOING_CALL_BARRED: "outgoing calls are barred",
    INCOMING_CALL_BARRED: "incoming calls are barred",
    MEDIA_TIMEOUT: "no audio received",
    LOSE_RACE: "answered elsewhere",
    PICKED_OFF: "picked up elsewhere",
    BLIND_TRANSFER: "transferred",
    ATTENDED_TRANSFER: "transferred after asking",
    ALLOTTED_TIMEOUT: "time limit reached",
    MANAGER_REQUEST: "ended by an administrator",
    MANDATORY_IE_MISSING: "signalling incomplete",
    PROTOCOL_ERROR: "protocol error",
    INTERWORKING: "failed between two networks",
    GATEWAY_DOWN: "gateway down",
    CRASH: "switch failed",
    SYSTEM_SHUTDOWN: "switch was shut down",
  }),
);

/** Why a call ended, in lower-case words to go after a colon. */
export function hangupCause(cause: string): string {
  return causes.get(cause) ?? words(cause).toLowerCase();
}
