import { Activity, ArrowLeftRight, Building2, KeyRound, Phone, Webhook } from "lucide-react";

/** The pages of an account, in the rail's order. */
export const sections = [
  { segment: "events", name: "Events", hotkey: "go-to-events", icon: Activity },
  { segment: "calls", name: "Calls", hotkey: "go-to-calls", icon: Phone },
  { segment: "deliveries", name: "Deliveries", hotkey: "go-to-deliveries", icon: ArrowLeftRight },
  { segment: "webhooks", name: "Webhooks", hotkey: "go-to-webhooks", icon: Webhook },
  { segment: "accounts", name: "Accounts", hotkey: "go-to-accounts", icon: Building2 },
  { segment: "keys", name: "Keys", hotkey: "go-to-keys", icon: KeyRound },
] as const;
