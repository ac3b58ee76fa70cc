"use client";

import { useState } from "react";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { useDraft, useSetDraft } from "./draft/use-draft";

/** A text as it stands, everything else as JSON. */
function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What was typed, of the same sort as it was: a text stays a text. Undefined where it is no JSON. */
function parseAs(before: unknown, typed: string): unknown {
  if (typeof before === "string") return typed;
  try {
    return JSON.parse(typed);
  } catch {
    return undefined;
  }
}

interface OtherFieldProps {
  readonly name: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function OtherField({ name, value, onChange }: OtherFieldProps) {
  const [start] = useState(value);
  const [typed, setTyped] = useState(asText(value));
  const parsed = parseAs(start, typed);
  return (
    <Field
      label={name}
      error={parsed === undefined ? "This is no JSON. The earlier value is kept." : undefined}
    >
      {(control) => (
        <Input
          {...control}
          value={typed}
          className="font-mono"
          onChange={(event) => {
            setTyped(event.target.value);
            const next = parseAs(start, event.target.value);
            if (next !== undefined) onChange(next);
          }}
        />
      )}
    </Field>
  );
}

/** What the webhook holds besides: fields of other Kazoo versions and of other programs. */
export function OtherFields() {
  const { otherFields = {} } = useDraft();
  const setDraft = useSetDraft();
  const entries = Object.entries(otherFields);
  if (entries.length === 0) return null;
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="font-medium text-sm">Other settings in Kazoo</legend>
      <p className="text-ink-faint text-xs">
        Of another Kazoo version or another program. They stay as they are unless changed here.
      </p>
      {entries.map(([name, value]) => (
        <OtherField
          key={name}
          name={name}
          value={value}
          onChange={(changed) => setDraft({ otherFields: { ...otherFields, [name]: changed } })}
        />
      ))}
    </fieldset>
  );
}
