import { presets } from "@/lib/domain/preset";
import { objectName } from "./object-name";
import { words } from "./words";

interface Fires {
  readonly trigger: string;
  readonly modifiers: Readonly<Record<string, string>>;
}

function samePairs(a: Fires["modifiers"], b: Fires["modifiers"]): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

/** The preset that fires on exactly this, if there is one. */
export function presetOf(fires: Fires) {
  return presets.find(
    (preset) => preset.trigger === fires.trigger && samePairs(preset.modifiers, fires.modifiers),
  );
}

// Kazoo says "Channel Destroy"; the events that it fires say "Call ended".
const ownNames: ReadonlyMap<string, string> = new Map([
  ["all", "Everything"],
  ["channel_create", "Call started"],
  ["channel_answer", "Call answered"],
  ["channel_bridge", "Call connected"],
  ["channel_destroy", "Call ended"],
  ["parking", "Call parked"],
  ["notifications", "Notification"],
  ["object", "Object"],
  ["sms", "SMS"],
  ["mms", "MMS"],
]);

/** The one name of a trigger on all screens: ours, else this Kazoo's, else its id in words. */
export function triggerName(id: string, kazooName?: string): string {
  return ownNames.get(id) ?? kazooName ?? words(id);
}

function modifierWords(value: string): string {
  return value === "all" ? "any" : objectName(value.replace(/^doc_/, "")).toLowerCase();
}

/** What fires a webhook, in words: "User deleted", or "Object · fax box, deleted". */
export function triggerWords(fires: Fires, kazooName?: string): string {
  const preset = presetOf(fires);
  if (preset) return preset.name;
  const name = triggerName(fires.trigger, kazooName);
  const values = Object.values(fires.modifiers).map(modifierWords);
  return values.length > 0 ? `${name} · ${values.join(", ")}` : name;
}
