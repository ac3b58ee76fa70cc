import type { Modifier, Trigger } from "@/lib/domain/trigger";
import { objectName } from "@/lib/format/object-name";
import { triggerName } from "@/lib/format/trigger-words";

/** Where Kazoo offers a bare value, it is said in words, the value itself under it. */
export function modifierOption(option: Modifier["options"][number]) {
  if (option.label !== option.value) return option;
  const label = objectName(option.value.replace(/^doc_/, ""));
  return { ...option, label, description: option.description ?? option.value };
}

/** A trigger to choose, under the name that all screens give it. */
export function triggerOption({ id, name, description }: Trigger) {
  return {
    value: id,
    label: triggerName(id, name),
    description: [name, description].filter(Boolean).join(" · "),
  };
}
