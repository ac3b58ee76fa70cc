"use client";

import { Field } from "@/components/ui/controls/field";
import { SearchSelect } from "@/components/ui/controls/search-select";
import type { Modifier, Trigger } from "@/lib/domain/trigger";
import { words } from "@/lib/format/words";
import { modifierOption, triggerOption } from "../trigger-options";
import { useDraft, useSetFires } from "./draft/use-draft";
import { useFieldError } from "./field-errors";

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
            ...modifier.options.map(modifierOption),
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
              ...triggers.map(triggerOption),
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
