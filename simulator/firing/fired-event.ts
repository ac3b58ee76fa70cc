import type { JsonObject } from "../json/json";

/** Something happened in an account; which webhooks hear of it is decided when firing. */
export interface FiredEvent {
  accountId: string;
  /** A hook id: object, notifications, channel_create ... */
  trigger: string;
  payload: JsonObject;
  /** Loopback legs are left out for hooks with include_internal_legs=false. */
  isLoopback?: boolean;
}
