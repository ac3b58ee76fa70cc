"use client";

import { type ReactNode, useId } from "react";
import { classNames } from "../class-names";

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
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={classNames("inline-flex rounded bg-hover p-0.5", className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="relative flex h-7 flex-1 items-center justify-center whitespace-nowrap rounded-[4px] px-2.5 text-ink-soft text-xs hover:text-ink has-checked:bg-choice has-checked:font-medium has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line)] max-md:h-9"
        >
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onValueChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none rounded-[4px]"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
