"use client";

import { Select, type SelectOption } from "@/components/ui/controls/select";

const anyValue = "__any";

interface FilterSelectProps {
  /** What is filtered, as in "Kind". */
  readonly label: string;
  readonly anyLabel: string;
  readonly value: string | undefined;
  readonly options: readonly SelectOption[];
  readonly onChoose: (value: string | null) => void;
}

/** One value or any. A value that no option has (from a shared link) is shown as it is. */
export function FilterSelect({ label, anyLabel, value, options, onChoose }: FilterSelectProps) {
  const known = value === undefined || options.some((option) => option.value === value);
  return (
    <Select
      control={{ "aria-label": label }}
      value={value ?? anyValue}
      onValueChange={(chosen) => onChoose(chosen === anyValue ? null : chosen)}
      options={[
        { value: anyValue, label: anyLabel },
        ...options,
        ...(known || value === undefined ? [] : [{ value, label: value }]),
      ]}
      className={`w-auto! max-w-44 max-md:max-w-full ${value ? "not-hover:border-accent bg-accent-soft!" : "not-hover:border-line"}`}
    />
  );
}
