import { shortId } from "@/lib/format/short-id";
import { words } from "@/lib/format/words";
import {
  type Facts,
  type Headline,
  type PayloadEntry,
  type PayloadFamily,
  type SamplePayload,
  sampleAccountId,
  telling,
} from "../payload-entry";
import { textField } from "../payload-fields";

/** Messages of Kazoo's bus to people (docs/kazoo.md#notifications). */
const notifications: PayloadFamily = {
  kind: "notification",
  owns: (trigger) => trigger === "notifications",
  triggerOf: (fields) =>
    textField(fields, "event_category") === "notification" ? "notifications" : null,
  describe: ({ callId, eventName }, trigger) => ({
    type: eventName ?? (trigger === "notifications" ? null : trigger),
    action: null,
    callId,
  }),
  leading: ["event_name"],
};

/** The entry of one notification, by its `event_name`. */
export function notification<const N extends string>(
  id: string,
  reads: readonly N[],
  headline: (facts: Facts<N>) => Headline,
  more: { readonly secrets?: readonly string[]; readonly sample?: SamplePayload } = {},
): PayloadEntry {
  const { secrets = [], sample = {} } = more;
  return {
    family: notifications,
    id,
    ...telling(reads, headline),
    secrets,
    sample: (_trigger, { type }) => ({
      account_id: sampleAccountId,
      event_category: "notification",
      event_name: id === "*" ? (type ?? "") : id,
      ...sample,
      app_name: "notify",
      msg_id: "c0ffee",
    }),
  };
}

/** One of which nothing more is to be said than its name in words. */
const named = (id: string) => notification(id, [], () => ({ title: words(id), detail: null }));

const idOf = (id: string | null) => id && shortId(id);

export const notificationEntries: readonly PayloadEntry[] = [
  notification(
    "new_user",
    ["user_id"],
    (facts) => ({ title: "New user welcomed", detail: idOf(facts.text("user_id")) }),
    { secrets: ["password"] },
  ),
  notification(
    "new_account",
    ["account_name"],
    (facts) => ({ title: "Account created", detail: facts.text("account_name") }),
    { secrets: ["account_api_key"] },
  ),
  notification(
    "password_recovery",
    ["email"],
    (facts) => ({ title: "Password recovery asked for", detail: facts.text("email") }),
    { secrets: ["password_reset_link"] },
  ),
  notification("register", ["username"], (facts) => ({
    title: "Phone registered",
    detail: facts.text("username"),
  })),
  notification("deregister", ["username"], (facts) => ({
    title: "Phone lost its registration",
    detail: facts.text("username"),
  })),
  notification("low_balance", ["current_balance"], (facts) => ({
    title: "Balance is low",
    detail: facts.text("current_balance"),
  })),
  notification("emergency_bridge", ["emergency_to_did", "emergency_caller_id_number"], (facts) => {
    const dialled = facts.text("emergency_to_did");
    const caller = facts.text("emergency_caller_id_number");
    const title = dialled ? `Emergency call to ${dialled}` : "Emergency call placed";
    return { title, detail: caller && `from ${caller}` };
  }),
  notification("denied_emergency_bridge", ["emergency_caller_id_number"], (facts) => ({
    title: "Emergency call was denied",
    detail: facts.text("emergency_caller_id_number"),
  })),
  notification("webhook_disabled", ["hook_id"], (facts) => ({
    title: "Kazoo switched a webhook off",
    detail: idOf(facts.text("hook_id")),
  })),
  notification("system_alert", ["subject", "message"], (facts) => ({
    title: "System alert",
    detail: facts.first("subject", "message"),
  })),
  ...[
    "account_zone_change",
    "bill_reminder",
    "cf_notification",
    "cnam_request",
    "customer_update",
  ].map(named),
  ...["first_occurrence", "number_feature_manual_action", "service_added", "topup"].map(named),
  ...["transaction", "webhook"].map(named),
  {
    ...notification("*", [], () => ({ title: "Notification", detail: null })),
    headline: (_facts, { type }) => ({ title: type ? words(type) : "Notification", detail: null }),
  },
];
