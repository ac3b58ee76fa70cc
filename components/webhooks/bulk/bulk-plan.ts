import type { ReEnableCheck } from "@/lib/domain/re-enable";
import type { Webhook } from "@/lib/domain/webhook";
import { changeHost } from "./change-host";

export type BulkVerb = "enable" | "disable" | "delete" | "host" | "group";

/** What a verb needs to be told. */
export interface BulkChoice {
  /** As it was typed. */
  readonly host: string;
  /** "" for none. */
  readonly group: string;
  /** Whose URLs are asked before Kazoo calls them again. */
  readonly check: ReEnableCheck;
}

export const noChoice: BulkChoice = { host: "", group: "", check: "own" };

export interface BulkPlan {
  readonly affected: readonly Webhook[];
  /** Why the others stay as they are; null when there are none. */
  readonly untouched: { readonly count: number; readonly why: string } | null;
}

const reasons: Readonly<Record<BulkVerb, string>> = {
  enable: "on already",
  disable: "off already",
  delete: "",
  group: "in that group already",
  host: "on that host already, or without a web URL",
};

/** What a verb would do to which of the chosen webhooks: counted before anything is asked of Kazoo. */
export function planBulk(verb: BulkVerb, chosen: readonly Webhook[], choice = noChoice): BulkPlan {
  const isAffected = ({ state, url, group }: Webhook) => {
    if (verb === "enable") return state !== "active";
    if (verb === "disable") return state === "active";
    if (verb === "group") return (group ?? "") !== choice.group;
    return verb === "delete" || changeHost(url, choice.host) !== null;
  };
  const affected = chosen.filter(isAffected);
  const count = chosen.length - affected.length;
  return { affected, untouched: count > 0 ? { count, why: reasons[verb] } : null };
}
