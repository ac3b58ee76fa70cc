"use client";

import { RadioGroup } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[];
  readonly onValueChange: (value: Value) => void;
  readonly className?: string;
}

/** A few choices side by side, one of them taken. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, options, onValueChange, className } = props;
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen);
        if (option) onValueChange(option.value);
      }}
      className={classNames("inline-flex rounded bg-hover p-0.5", className)}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          className="h-7 flex-1 whitespace-nowrap rounded-[4px] px-2.5 text-ink-soft text-xs hover:text-ink data-[state=checked]:bg-choice data-[state=checked]:font-medium data-[state=checked]:text-ink data-[state=checked]:shadow-[0_0_0_1px_var(--line)] max-md:h-9"
        >
          {option.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
