"use client";

import { Field } from "@/components/ui/controls/field";
import { SearchSelect } from "@/components/ui/controls/search-select";
import type { Modifier, Trigger } from "@/lib/domain/trigger";
import { objectName } from "@/lib/format/object-name";
import { triggerName } from "@/lib/format/trigger-words";
import { words } from "@/lib/format/words";
import { useDraft, useSetFires } from "./draft/use-draft";
import { useFieldError } from "./field-errors";

/** Where Kazoo offers a bare value, it is said in words, the value itself under it. */
function inWords(option: Modifier["options"][number]) {
  if (option.label !== option.value) return option;
  const label = objectName(option.value.replace(/^doc_/, ""));
  return { ...option, label, description: option.description ?? option.value };
}

interface ModifierFieldProps {
  readonly modifier: Modifier;
  readonly triggers: readonly Trigger[];
}

function ModifierField({ modifier, triggers }: ModifierFieldProps) {
  const { trigger, modifiers } = useDraft();
  const setFires = useSetFires(triggers);
  const error = useFieldError(`modifiers.${modifier.key}`);
  const chosen = modifiers[modifier.key] ?? "";
  const foreign = chosen !== "" && !modifier.options.some(({ value }) => value === chosen);
  return (
    <Field label={words(modifier.key)} hint={modifier.description} error={error}>
      {(control) => (
        <SearchSelect
          control={control}
          value={chosen}
          placeholder="Choose one"
          onValueChange={(value) =>
            setFires({ trigger, modifiers: { ...modifiers, [modifier.key]: value } })
          }
          options={[
            ...modifier.options.map(inWords),
            ...(foreign ? [{ value: chosen, label: `${chosen} (not offered by Kazoo)` }] : []),
          ]}
        />
      )}
    </Field>
  );
}

/** Any trigger with its modifiers, as this Kazoo offers them. */
export function TriggerFields({ triggers }: { readonly triggers: readonly Trigger[] }) {
  const { trigger, modifiers } = useDraft();
  const setFires = useSetFires(triggers);
  const error = useFieldError("trigger");
  const known = triggers.find(({ id }) => id === trigger);
  const foreign = trigger !== "" && trigger !== "all" && !known;
  // A value is kept only where the next trigger offers it too.
  const choose = (next: string) => {
    const offered = triggers.find(({ id }) => id === next)?.modifiers ?? [];
    const kept = Object.entries(modifiers).filter(([key, value]) =>
      offered.some((each) => each.key === key && each.options.some((o) => o.value === value)),
    );
    setFires({ trigger: next, modifiers: Object.fromEntries(kept) });
  };
  return (
    <div className="flex flex-col gap-4">
      <Field label="Trigger" error={error}>
        {(control) => (
          <SearchSelect
            control={control}
            value={trigger}
            placeholder="Choose a trigger"
            onValueChange={choose}
            options={[
              ...triggers.map(({ id, name, description }) => ({
                value: id,
                label: triggerName(id, name),
                description: [name, description].filter(Boolean).join(" · "),
              })),
              ...(foreign ? [{ value: trigger, label: `${trigger} (not offered by Kazoo)` }] : []),
            ]}
          />
        )}
      </Field>
      {known && known.modifiers.length > 0 && (
        <div className="grid gap-4 sm:grid-cols-2">
          {known.modifiers.map((modifier) => (
            <ModifierField key={modifier.key} modifier={modifier} triggers={triggers} />
          ))}
        </div>
      )}
    </div>
  );
}
