import type { Webhook } from "@/lib/domain/webhook";

/** Those that Kazoo has switched off since `before` was read; none at the first reading. */
export function newlyOff(
  before: readonly Webhook[] | undefined,
  now: readonly Webhook[],
): readonly Webhook[] {
  if (!before) return [];
  const known = new Set(
    before.filter(({ state }) => state === "auto-disabled").map(({ id }) => id),
  );
  return now.filter(({ id, state }) => state === "auto-disabled" && !known.has(id));
}
