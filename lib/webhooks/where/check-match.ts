import type { Happened } from "@/lib/domain/where";
import { triggerWords } from "@/lib/format/trigger-words";
import { type ReadWebhook, type Told, told } from "./where-context";

/** Whether a choice of one modifier includes what happened; none, or "all", includes each. */
function includes(chosen: string | undefined, happened: string | undefined): boolean {
  const isAny = (value: string | undefined) => !value || value === "all";
  return isAny(chosen) || isAny(happened) || chosen === happened;
}

/** Whether what happened fires the webhook. */
export async function checkMatch(happened: Happened | null, read: ReadWebhook): Promise<Told> {
  const webhook = await read();
  if (!webhook) return told("unknown", "What it fired on is gone with the webhook.");
  const { trigger, detail } = webhook;
  if (trigger === "all") return told("fine", "It fires on everything.");
  const modifiers = detail?.modifiers ?? {};
  const fires = triggerWords({ trigger, modifiers });
  if (!happened) return told("fine", `It fires on “${fires}” only.`);
  const wanted = triggerWords(happened);
  if (trigger !== happened.trigger) {
    return told("look", `It fires on “${fires}”, never on “${wanted}”.`, { remedy: "edit" });
  }
  if (!detail) {
    return told("unknown", "The trigger is right. Kazoo does not show its modifiers just now.");
  }
  const differs = Object.keys({ ...modifiers, ...happened.modifiers }).some(
    (key) => !includes(modifiers[key], happened.modifiers[key]),
  );
  if (differs) {
    return told("look", `It fires on “${fires}”, not on “${wanted}”.`, { remedy: "edit" });
  }
  const isCall = trigger.startsWith("channel_");
  const legs =
    isCall && !detail.includeInternalLegs ? " Internal legs of calls don't fire it." : "";
  const below = detail.includeSubaccounts ? "" : " What happens in sub-accounts doesn't.";
  return told("fine", `It fires on “${fires}”.${legs}${below}`);
}
