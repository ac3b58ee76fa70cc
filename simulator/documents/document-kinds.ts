import type { FieldRule, Schema } from "../schema/schema";

/** A kind of document whose changes Kazoo announces as object events. */
export interface DocumentKind {
  /** Path part below the account. */
  collection: string;
  /** `type` of the object event. */
  type: string;
  schema: Schema;
  /** What the list shows beside the id. */
  listed: readonly string[];
  sortBy: string;
}

const EMPTY: FieldRule = { type: "object", default: {} };
const NAME: FieldRule = { type: "string", required: true, minLength: 1, maxLength: 128 };
const OWNER: FieldRule = { type: "string", minLength: 32, maxLength: 32 };
const no: FieldRule = { type: "boolean", default: false };
const yes: FieldRule = { type: "boolean", default: true };

export const DEVICE_SCHEMA: Schema = {
  fields: {
    call_restriction: EMPTY,
    contact_list: EMPTY,
    device_type: { type: "string" },
    enabled: yes,
    exclude_from_queues: no,
    mac_address: { type: "string", pattern: /^(?:[0-9A-F]{2}[:-]?){5}[0-9A-F]{2}$/i },
    music_on_hold: EMPTY,
    mwi_unsolicited_updates: yes,
    name: NAME,
    owner_id: OWNER,
    register_overwrite_notify: no,
    ringtones: EMPTY,
    sip: {
      type: "object",
      default: { expire_seconds: 300, invite_format: "contact", method: "password" },
    },
    suppress_unregister_notifications: no,
  },
};

/** Users and accounts have routes of their own; these all behave alike. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  {
    collection: "devices",
    type: "device",
    schema: DEVICE_SCHEMA,
    listed: ["name", "enabled", "mac_address", "device_type", "owner_id"],
    sortBy: "name",
  },
  {
    collection: "callflows",
    type: "callflow",
    schema: {
      fields: {
        flow: { type: "object", required: true },
        numbers: { type: "array", default: [] },
        patterns: { type: "array", default: [] },
      },
    },
    listed: ["name", "numbers", "patterns", "featurecode"],
    sortBy: "name",
  },
  {
    collection: "vmboxes",
    type: "vmbox",
    schema: {
      fields: {
        check_if_owner: yes,
        delete_after_notify: no,
        is_setup: no,
        is_voicemail_ff_rw_enabled: no,
        mailbox: { type: "string", required: true, minLength: 1, maxLength: 30 },
        media: EMPTY,
        name: NAME,
        not_configurable: no,
        notify_email_addresses: { type: "array", default: [] },
        owner_id: OWNER,
        pin: { type: "string", minLength: 4, maxLength: 15 },
        require_pin: no,
        save_after_notify: no,
        skip_envelope: no,
        skip_greeting: no,
        skip_instructions: no,
      },
    },
    listed: ["name", "mailbox", "owner_id"],
    sortBy: "name",
  },
  {
    collection: "media",
    type: "media",
    schema: { fields: { name: NAME, streamable: yes, description: { type: "string" } } },
    listed: ["name", "media_source", "is_prompt"],
    sortBy: "name",
  },
  {
    collection: "faxboxes",
    type: "faxbox",
    schema: {
      fields: {
        name: NAME,
        owner_id: OWNER,
        retries: { type: "integer", minimum: 0, maximum: 4, default: 1 },
      },
    },
    listed: ["name", "owner_id"],
    sortBy: "name",
  },
  {
    collection: "faxes",
    type: "fax",
    schema: {
      fields: {
        attempts: { type: "integer", default: 0 },
        from_number: { type: "string", required: true },
        retries: { type: "integer", minimum: 0, maximum: 4, default: 1 },
        to_number: { type: "string", required: true },
      },
    },
    listed: ["from_number", "to_number", "retries"],
    sortBy: "to_number",
  },
];
