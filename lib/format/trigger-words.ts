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

function modifierWords(value: string): string {
  return value === "all" ? "any" : objectName(value.replace(/^doc_/, "")).toLowerCase();
}

/** What fires a webhook, in words: "User deleted", or "Object · fax box, deleted". */
export function triggerWords(fires: Fires, triggerName?: string): string {
  const preset = presetOf(fires);
  if (preset) return preset.name;
  const name = fires.trigger === "all" ? "Everything" : (triggerName ?? words(fires.trigger));
  const values = Object.values(fires.modifiers).map(modifierWords);
  return values.length > 0 ? `${name} · ${values.join(", ")}` : name;
}
