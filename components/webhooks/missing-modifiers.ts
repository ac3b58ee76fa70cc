import type { Trigger } from "@/lib/domain/trigger";
import type { WebhookDraft } from "@/lib/domain/webhook";

/** Kazoo wants a value for each of a trigger's modifiers: the paths of those without one. */
export function missingModifiers(
  { trigger, modifiers }: Pick<WebhookDraft, "trigger" | "modifiers">,
  triggers: readonly Trigger[],
): Record<string, string> {
  const needed = triggers.find(({ id }) => id === trigger)?.modifiers ?? [];
  return Object.fromEntries(
    needed
      .filter(({ key }) => !modifiers[key])
      .map(({ key }) => [`modifiers.${key}`, "Choose one. Kazoo needs it."]),
  );
}
