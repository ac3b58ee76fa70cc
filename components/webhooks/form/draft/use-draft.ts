"use client";

import { useFormContext, useWatch } from "react-hook-form";
import type { Trigger } from "@/lib/domain/trigger";
import type { WebhookDraft, WebhookDraftInput } from "@/lib/domain/webhook";
import { triggerWords } from "@/lib/format/trigger-words";
import { emptyDraft } from "./draft";

/** The form that a section belongs to. */
export function useDraftForm() {
  return useFormContext<WebhookDraftInput, unknown, WebhookDraft>();
}

/** The draft as it stands, while it is typed. */
export function useDraft(): WebhookDraft {
  const { control } = useDraftForm();
  const values = useWatch({ control });
  return {
    ...emptyDraft,
    ...values,
    modifiers: compact(values.modifiers),
    customData: compact(values.customData),
    requestHeaders: compact(values.requestHeaders),
  };
}

function compact(pairs: Readonly<Record<string, string | undefined>> | undefined) {
  const entries = Object.entries(pairs ?? {});
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

type Fires = Pick<WebhookDraft, "trigger" | "modifiers">;

/** Changes what fires the webhook. A name that somebody typed is kept, a given one follows. */
export function useSetFires(triggers: readonly Trigger[]) {
  const draft = useDraft();
  const setDraft = useSetDraft();
  const inWords = (fires: Fires) =>
    triggerWords(fires, triggers.find(({ id }) => id === fires.trigger)?.name);
  const isGiven = draft.name === "" || draft.name === inWords(draft);
  return (fires: Fires) => setDraft({ ...fires, ...(isGiven && { name: inWords(fires) }) });
}

/** Changes one part of the draft as somebody did it. */
export function useSetDraft() {
  const { setValue, formState } = useDraftForm();
  // Once it was sent, what was wrong is looked at again with each change.
  const shouldValidate = formState.isSubmitted;
  return (changes: Partial<WebhookDraft>) => {
    const touched = { shouldDirty: true, shouldValidate } as const;
    const { name, trigger, modifiers, customData, url, enabled, includeInternalLegs } = changes;
    const { httpVerb, format, retries, requestHeaders, otherFields, group } = changes;
    if (name !== undefined) setValue("name", name, touched);
    if (trigger !== undefined) setValue("trigger", trigger, touched);
    if (modifiers !== undefined) setValue("modifiers", modifiers, touched);
    if (customData !== undefined) setValue("customData", customData, touched);
    if (url !== undefined) setValue("url", url, touched);
    if (group !== undefined) setValue("group", group, touched);
    if (httpVerb !== undefined) setValue("httpVerb", httpVerb, touched);
    if (format !== undefined) setValue("format", format, touched);
    if (requestHeaders !== undefined) setValue("requestHeaders", requestHeaders, touched);
    if (otherFields !== undefined) setValue("otherFields", otherFields, touched);
    if (retries !== undefined) setValue("retries", retries, touched);
    if (enabled !== undefined) setValue("enabled", enabled, touched);
    if (includeInternalLegs !== undefined)
      setValue("includeInternalLegs", includeInternalLegs, touched);
  };
}
