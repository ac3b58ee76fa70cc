import type { JsonObject } from "../json/json";

/** What every stored document has: the public fields and the private ones Kazoo keeps beside. */
export interface StoredDocument {
  id: string;
  accountId: string;
  fields: JsonObject;
  revision: string;
  /** Gregorian seconds. */
  created: number;
  modified: number;
}

export interface Account extends StoredDocument {
  /** Ancestor ids, root first. */
  tree: string[];
  enabled: boolean;
  expiresAt?: number;
  apiKey: string;
  isReseller: boolean;
  isSuperduperAdmin: boolean;
  identitySecret: string;
  /** Set to demand a second factor at login. */
  multiFactor?: { providerName: string; settings: JsonObject; accept: string };
  phoneNumbers: string[];
}

export interface User extends StoredDocument {
  /** Hashes of the LOWER-CASED username and the password. */
  hashes?: { md5: string; sha: string };
  identitySecret: string;
  /** Of the newest password recovery. */
  resetId?: string;
}

/** A device, a callflow ... */
export interface TypedDocument extends StoredDocument {
  type: string;
}

export interface Webhook extends StoredDocument {
  /** The private message of an auto-disabled webhook. */
  disabledMessage?: string;
}

export interface Attempt {
  accountId: string;
  hookId: string;
  timestamp: number;
  fields: JsonObject;
}

/** The record of one ended channel; Kazoo keeps one for each leg of a call. */
export interface CallRecord extends StoredDocument {
  /** Shared by the legs of one call. */
  interactionId: string;
}

/** One request (or one failure to send any) of the firing side, for the control API. */
export interface Delivery {
  sequence: number;
  at: string;
  eventId: string;
  hookId: string;
  hookAccountId: string;
  trigger: string;
  method: string;
  url: string;
  body: string;
  outcome: "success" | "failure" | "not sent";
  statusCode?: number;
  error?: string;
  try: number;
  durationMs: number;
}
