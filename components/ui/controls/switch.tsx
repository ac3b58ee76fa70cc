"use client";

import * as Primitive from "radix-ui/switch";
import { type ReactNode, useId } from "react";

interface SwitchFieldProps {
  readonly label: string;
  readonly hint: ReactNode;
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
}

/** A switch with its name and what it means on one line. */
export function SwitchField({ label, hint, checked, onCheckedChange }: SwitchFieldProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <Primitive.Root
        id={id}
        aria-describedby={`${id}-hint`}
        checked={checked}
        onCheckedChange={onCheckedChange}
        className="mt-0.5 h-5 w-9 shrink-0 rounded-full border border-edge/70 bg-hover p-px transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <Primitive.Thumb className="block size-4 rounded-full bg-ink-soft transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-accent-ink" />
      </Primitive.Root>
      <div className="min-w-0">
        <label htmlFor={id} className="block cursor-pointer font-medium text-sm">
          {label}
        </label>
        <p id={`${id}-hint`} className="text-ink-faint text-xs">
          {hint}
        </p>
      </div>
    </div>
  );
}
