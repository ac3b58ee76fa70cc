import { Activity, KeyRound, Webhook } from "lucide-react";
import { path } from "@/lib/format/path";

/** The pages of an account, in the rail's order. */
export const sections = [
  { segment: "events", name: "Events", keys: "g e", icon: Activity },
  { segment: "webhooks", name: "Webhooks", keys: "g w", icon: Webhook },
  { segment: "keys", name: "Keys", keys: "g k", icon: KeyRound },
] as const;

export function sectionPath(accountId: string, segment: string): string {
  return path`/a/${accountId}/${segment}`;
}
