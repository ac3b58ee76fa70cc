import type { Webhook } from "@/lib/domain/webhook";
import { changeHost } from "./change-host";

export type BulkVerb = "enable" | "disable" | "delete" | "host";

export interface BulkPlan {
  readonly affected: readonly Webhook[];
  /** Why the others stay as they are; null when there are none. */
  readonly untouched: { readonly count: number; readonly why: string } | null;
}

const reasons: Readonly<Record<BulkVerb, string>> = {
  enable: "on already",
  disable: "off already",
  delete: "",
  host: "on that host already, or without a web URL",
};

/** What a verb would do to which of the chosen webhooks: counted before anything is asked of Kazoo. */
export function planBulk(verb: BulkVerb, chosen: readonly Webhook[], host = ""): BulkPlan {
  const isAffected = ({ state, url }: Webhook) => {
    if (verb === "enable") return state !== "active";
    if (verb === "disable") return state === "active";
    return verb === "delete" || changeHost(url, host) !== null;
  };
  const affected = chosen.filter(isAffected);
  const count = chosen.length - affected.length;
  return { affected, untouched: count > 0 ? { count, why: reasons[verb] } : null };
}
