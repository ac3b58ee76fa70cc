import type { Leg } from "./build-leg";

/** Legs that belong to one call: each names another one of it, or the interaction of all. */
export function joinLegs(legs: readonly Leg[]): readonly (readonly Leg[])[] {
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    const parent = parents.get(id);
    if (parent === undefined || parent === id) return id;
    const root = rootOf(parent);
    parents.set(id, root);
    return root;
  };
  for (const { callId, otherCallIds, interactionIds } of legs) {
    const named = [
      ...otherCallIds.map((id) => `leg ${id}`),
      ...interactionIds.map((id) => `interaction ${id}`),
    ];
    for (const name of named) parents.set(rootOf(name), rootOf(`leg ${callId}`));
  }
  const groups = new Map<string, Leg[]>();
  for (const leg of legs) {
    const root = rootOf(`leg ${leg.callId}`);
    const group = groups.get(root);
    if (group) group.push(leg);
    else groups.set(root, [leg]);
  }
  return [...groups.values()];
}
