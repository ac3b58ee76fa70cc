import type { Trigger } from "@/lib/domain/trigger";

type Pairs = Readonly<Record<string, string>>;

interface SplitCustomData {
  readonly modifiers: Record<string, string>;
  readonly customData: Record<string, string>;
}

/**
 * Kazoo keeps modifiers and the operator's own pairs in one object. A trigger that this Kazoo does
 * not list has no modifiers that we know of, so all of it is the operator's.
 */
export function splitCustomData(
  pairs: Pairs,
  triggerId: string,
  triggers: readonly Trigger[],
): SplitCustomData {
  const trigger = triggers.find(({ id }) => id === triggerId);
  const modifierKeys = new Set(trigger?.modifiers.map(({ key }) => key));
  const entries = Object.entries(pairs);
  return {
    modifiers: Object.fromEntries(entries.filter(([key]) => modifierKeys.has(key))),
    customData: Object.fromEntries(entries.filter(([key]) => !modifierKeys.has(key))),
  };
}
