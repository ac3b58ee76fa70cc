"use client";

import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { serverClock } from "@/lib/api-client/request/server-clock";
import { spanOf, type WhenChoice, whenChoices } from "./when";

const names: Readonly<Record<WhenChoice, string>> = {
  "15m": "In the last 15 minutes",
  "1h": "In the last hour",
  "24h": "In the last 24 hours",
  "7d": "In the last 7 days",
  about: "At about a time",
};

interface WhenFieldsProps {
  readonly choice: WhenChoice;
  readonly typed: string;
  readonly onChoose: (choice: WhenChoice) => void;
  readonly onType: (typed: string) => void;
}

/** When it happened. */
export function WhenFields({ choice, typed, onChoose, onType }: WhenFieldsProps) {
  const isWrong = typed.trim() !== "" && spanOf(choice, typed, serverClock.now()) === null;
  return (
    <>
      <Field label="When">
        {(control) => (
          <Select
            control={control}
            value={choice}
            onValueChange={(chosen) => {
              const known = whenChoices.find((candidate) => candidate === chosen);
              if (known) onChoose(known);
            }}
            options={whenChoices.map((value) => ({ value, label: names[value] }))}
          />
        )}
      </Field>
      {choice === "about" && (
        <Field
          label="Time"
          hint="Your browser's time zone, unless you write another."
          error={
            isWrong
              ? "Write it as 2026-03-09 14:05, 14:05, 2 h ago, or 2026-03-09T13:05:00Z."
              : undefined
          }
        >
          {(control) => (
            <Input
              {...control}
              value={typed}
              placeholder="2026-03-09 14:05"
              className="font-mono"
              onChange={({ target }) => onType(target.value)}
            />
          )}
        </Field>
      )}
    </>
  );
}
