"use client";

import { useState } from "react";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { presets } from "@/lib/domain/preset";
import type { Trigger } from "@/lib/domain/trigger";
import { presetOf } from "@/lib/format/trigger-words";
import { GroupField } from "../groups/group-field";
import { useDraft, useDraftForm, useSetDraft, useSetFires } from "./draft/use-draft";
import { useFieldError } from "./field-errors";
import { FormSection } from "./form-section";
import { LintHints } from "./lint/lint-hints";
import { anyTrigger, PresetCards } from "./preset-cards";
import { TriggerFields } from "./trigger-fields";

interface WhatSectionProps {
  readonly accountId: string;
  readonly triggers: readonly Trigger[];
}

/** What fires the webhook, what it is called, and where it belongs. */
export function WhatSection({ accountId, triggers }: WhatSectionProps) {
  const draft = useDraft();
  const setDraft = useSetDraft();
  const setFires = useSetFires(triggers);
  const { register } = useDraftForm();
  const nameError = useFieldError("name");
  const groupError = useFieldError("group");
  const matching = presetOf(draft)?.id ?? anyTrigger;
  const [anyChosen, setAnyChosen] = useState(matching === anyTrigger);
  const choose = (id: string) => {
    setAnyChosen(id === anyTrigger);
    const preset = presets.find((candidate) => candidate.id === id);
    if (preset) setFires({ trigger: preset.trigger, modifiers: { ...preset.modifiers } });
  };
  return (
    <FormSection title="What">
      <PresetCards
        triggers={triggers}
        value={anyChosen ? anyTrigger : matching}
        onChoose={choose}
      />
      {anyChosen && <TriggerFields triggers={triggers} />}
      <LintHints about="trigger" />
      <Field label="Name" error={nameError}>
        {(control) => <Input {...control} {...register("name")} placeholder="User deleted" />}
      </Field>
      <GroupField
        accountId={accountId}
        value={draft.group ?? ""}
        error={groupError}
        onChange={(group) => setDraft({ group: group === "" ? null : group })}
      />
    </FormSection>
  );
}
