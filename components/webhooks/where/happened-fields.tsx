"use client";

import { useQuery } from "@tanstack/react-query";
import { Field } from "@/components/ui/controls/field";
import { SearchSelect } from "@/components/ui/controls/search-select";
import { triggersQuery } from "@/lib/api-client/webhooks/trigger-queries";
import type { Happened } from "@/lib/domain/where";
import { words } from "@/lib/format/words";
import { modifierOption, triggerOption } from "../trigger-options";

interface HappenedFieldsProps {
  readonly happened: Happened | null;
  readonly onChange: (happened: Happened | null) => void;
}

const anything = "";
const any = "all";

/** What happened, as this Kazoo names it: nothing in particular, or a trigger and its modifiers. */
export function HappenedFields({ happened, onChange }: HappenedFieldsProps) {
  const triggers = useQuery(triggersQuery()).data?.items ?? [];
  const known = triggers.find(({ id }) => id === happened?.trigger);
  return (
    <>
      <Field label="What happened">
        {(control) => (
          <SearchSelect
            control={control}
            value={happened?.trigger ?? anything}
            onValueChange={(trigger) =>
              onChange(trigger === anything ? null : { trigger, modifiers: {} })
            }
            options={[
              { value: anything, label: "Anything it fires on" },
              ...triggers.filter(({ id }) => id !== "all").map(triggerOption),
            ]}
          />
        )}
      </Field>
      {happened &&
        known?.modifiers.map(({ key, options }) => (
          <Field key={key} label={words(key)}>
            {(control) => (
              <SearchSelect
                control={control}
                value={happened.modifiers[key] ?? any}
                onValueChange={(value) =>
                  onChange({ ...happened, modifiers: { ...happened.modifiers, [key]: value } })
                }
                options={[
                  { value: any, label: "Any" },
                  ...options.filter(({ value }) => value !== any).map(modifierOption),
                ]}
              />
            )}
          </Field>
        ))}
    </>
  );
}
