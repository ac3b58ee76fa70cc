import { duration } from "./duration";
import type { Facts, Headline } from "./headline";
import { phoneNumber, sipUser } from "./phone-number";
import { shortId } from "./short-id";
import { words } from "./words";

function caller(facts: Facts): string | null {
  const number = facts.first("caller_id_number", "from_user");
  const name = facts.text("caller_id_name");
  if (!number) return name;
  const shown = phoneNumber(sipUser(number));
  return name && name !== number ? `${name} (${shown})` : shown;
}

const by = (facts: Facts) => {
  const who = caller(facts);
  return who ? ` by ${who}` : "";
};

const from = (facts: Facts) => {
  const who = caller(facts);
  return who ? ` from ${who}` : "";
};

function box(facts: Facts): string {
  const id = facts.text("voicemail_box");
  return id ? `box ${id.length > 12 ? shortId(id) : id}` : "a box";
}

function length(facts: Facts): string | null {
  // Kazoo gives a message's length in milliseconds.
  const ms = facts.seconds("voicemail_length");
  return ms === null ? null : duration(ms / 1000);
}

const portStates = new Set([
  "port_request",
  "port_pending",
  "port_scheduled",
  "port_rejected",
  "port_cancel",
  "port_unconfirmed",
  "port_comment",
]);

const writers = new Map<string, (facts: Facts) => Headline>(
  Object.entries({
    voicemail_new: (facts) => ({
      title: `Voicemail left in ${box(facts)}${by(facts)}`,
      detail: length(facts),
    }),
    voicemail_saved: (facts) => ({
      title: `Voicemail saved in ${box(facts)}${from(facts)}`,
      detail: length(facts),
    }),
    voicemail_full: (facts) => {
      const count = facts.text("message_count");
      return {
        title: `Voicemail ${box(facts)} is full`,
        detail: count && `${count} messages`,
      };
    },
    missed_call: (facts) => ({ title: `Missed call${from(facts)}`, detail: null }),
    inbound_fax: (facts) => ({ title: `Fax received${from(facts)}`, detail: null }),
    inbound_fax_error: (facts) => ({
      title: `Fax${from(facts)} failed`,
      detail: facts.text("fax_error"),
    }),
    outbound_fax: (facts) => ({ title: "Fax sent", detail: facts.text("callee_id_number") }),
    outbound_fax_error: (facts) => ({
      title: "Fax could not be sent",
      detail: facts.text("fax_error"),
    }),
    new_user: (facts) => {
      const id = facts.text("user_id");
      return { title: "New user welcomed", detail: id && shortId(id) };
    },
    new_account: (facts) => ({ title: "Account created", detail: facts.text("account_name") }),
    password_recovery: (facts) => ({
      title: "Password recovery asked for",
      detail: facts.text("email"),
    }),
    register: (facts) => ({ title: "Phone registered", detail: facts.text("username") }),
    deregister: (facts) => ({
      title: "Phone lost its registration",
      detail: facts.text("username"),
    }),
    low_balance: (facts) => ({ title: "Balance is low", detail: facts.text("current_balance") }),
    denied_emergency_bridge: (facts) => ({
      title: "Emergency call was denied",
      detail: facts.text("emergency_caller_id_number"),
    }),
    webhook_disabled: (facts) => {
      const id = facts.text("hook_id");
      return { title: "Kazoo switched a webhook off", detail: id && shortId(id) };
    },
    system_alert: (facts) => ({ title: "System alert", detail: facts.first("subject", "message") }),
  } satisfies Record<string, (facts: Facts) => Headline>),
);

/** A notification in words, by its name ("voicemail_new"); unknown names are spelled out. */
export function notificationHeadline(name: string | null, facts: Facts): Headline {
  if (!name) return { title: "Notification", detail: null };
  const write = writers.get(name);
  if (write) return write(facts);
  const number = portStates.has(name) || name === "ported" ? facts.text("number") : null;
  return { title: words(name), detail: number && phoneNumber(number) };
}
