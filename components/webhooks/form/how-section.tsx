"use client";

import { Controller } from "react-hook-form";
import { Segmented } from "@/components/ui/controls/segmented";
import { SwitchField } from "@/components/ui/controls/switch";
import { bodyFormats, draftDefaults, httpVerbs } from "@/lib/domain/webhook";
import { useDraft, useDraftForm, useSetDraft } from "./draft/use-draft";
import { useFieldError } from "./field-errors";
import { FormSection } from "./form-section";
import { LintHints } from "./lint/lint-hints";
import { OtherFields } from "./other-fields";
import { type DoubledNames, PairsEditor } from "./pairs-editor";

const verbOptions = httpVerbs.map((value) => ({ value, label: value.toUpperCase() }));
const formatNames = { json: "JSON", "form-data": "Form-data" } as const;
const formatOptions = bodyFormats.map((value) => ({ value, label: formatNames[value] }));
const tries = ["1", "2", "3", "4"] as const;
const tryOptions = tries.map((value) => ({ value, label: value }));

function Encoding() {
  const { control } = useDraftForm();
  const { httpVerb } = useDraft();
  const verbError = useFieldError("httpVerb");
  const formatError = useFieldError("format");
  const error = verbError ?? formatError;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-x-6 gap-y-4">
        <div className="flex flex-col gap-1">
          <span className="font-medium text-sm">Method</span>
          <Controller
            control={control}
            name="httpVerb"
            render={({ field: { value = draftDefaults.httpVerb, onChange } }) => (
              <Segmented
                label="Method"
                value={value}
                options={verbOptions}
                onValueChange={onChange}
              />
            )}
          />
        </div>
        {httpVerb !== "get" && (
          <div className="flex flex-col gap-1">
            <span className="font-medium text-sm">Format</span>
            <Controller
              control={control}
              name="format"
              render={({ field: { value = draftDefaults.format, onChange } }) => (
                <Segmented
                  label="Format"
                  value={value}
                  options={formatOptions}
                  onValueChange={onChange}
                />
              )}
            />
          </div>
        )}
      </div>
      {error && <p className="text-failing text-xs">{error}</p>}
      <LintHints about="format" />
    </div>
  );
}

function Tries() {
  const { control } = useDraftForm();
  const error = useFieldError("retries");
  return (
    <div className="flex flex-col items-start gap-1">
      <span className="font-medium text-sm">Tries in all</span>
      <Controller
        control={control}
        name="retries"
        render={({ field: { value = draftDefaults.retries, onChange } }) => (
          <Segmented
            label="Tries in all"
            // Kazoo tries once for 0 as for 1.
            value={tries[Math.max(1, value) - 1] ?? "4"}
            options={tryOptions}
            onValueChange={(chosen) => onChange(Number(chosen))}
          />
        )}
      />
      <p className={error ? "text-failing text-xs" : "text-ink-faint text-xs"}>
        {error ??
          "Only when the connection fails, two seconds apart. An answer other than 200 is never tried again. Each failed try counts towards the six a minute after which Kazoo switches the webhook off."}
      </p>
    </div>
  );
}

interface HowSectionProps {
  /** Told which names several pairs of a field have. */
  readonly onDoubled: (doubled: DoubledNames) => void;
}

/** How Kazoo sends it, and for whose events. */
export function HowSection({ onDoubled }: HowSectionProps) {
  const draft = useDraft();
  const setDraft = useSetDraft();
  const { control } = useDraftForm();
  const { trigger } = draft;
  const calls = trigger.startsWith("channel_") || trigger === "all";
  return (
    <FormSection title="How">
      <Encoding />
      <Tries />
      <LintHints about="retries" />
      <Controller
        control={control}
        name="includeSubaccounts"
        render={({ field: { value = draftDefaults.includeSubaccounts, onChange } }) => (
          <SwitchField
            label="Events of sub-accounts too"
            hint="Everything below this account fires this webhook as well."
            checked={value}
            onCheckedChange={onChange}
          />
        )}
      />
      {calls && (
        <Controller
          control={control}
          name="includeInternalLegs"
          render={({ field: { value = draftDefaults.includeInternalLegs, onChange } }) => (
            <SwitchField
              label="Internal call legs too"
              hint="Kazoo's own loopback legs. With them, one call can look like several."
              checked={value}
              onCheckedChange={onChange}
            />
          )}
        />
      )}
      <LintHints about="legs" />
      <Controller
        control={control}
        name="enabled"
        render={({ field: { value = draftDefaults.enabled, onChange } }) => (
          <SwitchField
            label="Active"
            hint="Off: Kazoo keeps the webhook and sends nothing."
            checked={value}
            onCheckedChange={onChange}
          />
        )}
      />
      <PairsEditor
        field="customData"
        title="Custom data"
        hint="Pairs of text that Kazoo adds to each payload."
        noun="pair"
        start={draft.customData}
        onChange={(customData, doubled) => {
          setDraft({ customData });
          onDoubled({ customData: doubled });
        }}
      />
      <LintHints about="customData" />
      <PairsEditor
        field="requestHeaders"
        title="Request headers"
        hint="Kazoo 5 sends them with each delivery. Kazoo 4 keeps them and sends none."
        noun="header"
        start={draft.requestHeaders ?? {}}
        onChange={(requestHeaders, doubled) => {
          setDraft({ requestHeaders });
          onDoubled({ requestHeaders: doubled });
        }}
      />
      <LintHints about="headers" />
      <OtherFields />
    </FormSection>
  );
}
