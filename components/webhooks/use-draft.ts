"use client";

import { useFormContext, useWatch } from "react-hook-form";
import type { WebhookDraft, WebhookDraftInput } from "@/lib/domain/webhook";
import { draftDefaults } from "./draft";

/** The form that a section belongs to. */
export function useDraftForm() {
  return useFormContext<WebhookDraftInput, unknown, WebhookDraft>();
}

/** The draft as it stands, while it is typed. */
export function useDraft(): WebhookDraft {
  const { control } = useDraftForm();
  const values = useWatch({ control });
  return {
    ...draftDefaults,
    ...values,
    modifiers: compact(values.modifiers),
    customData: compact(values.customData),
  };
}

function compact(pairs: Readonly<Record<string, string | undefined>> | undefined) {
  const entries = Object.entries(pairs ?? {});
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Changes one part of the draft as somebody did it. */
export function useSetDraft() {
  const { setValue } = useDraftForm();
  return (changes: Partial<WebhookDraft>) => {
    const touched = { shouldDirty: true, shouldValidate: false } as const;
    const { name, trigger, modifiers, customData, url } = changes;
    if (name !== undefined) setValue("name", name, touched);
    if (trigger !== undefined) setValue("trigger", trigger, touched);
    if (modifiers !== undefined) setValue("modifiers", modifiers, touched);
    if (customData !== undefined) setValue("customData", customData, touched);
    if (url !== undefined) setValue("url", url, touched);
  };
}
