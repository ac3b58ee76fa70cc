"use client";

import { Check, ChevronDown } from "lucide-react";
import * as Primitive from "radix-ui/select";
import type { ReactNode } from "react";
import { classNames } from "../class-names";
import { controlLooks } from "./input";

export interface SelectOption {
  readonly value: string;
  readonly label: ReactNode;
  readonly description?: string | null;
}

interface SelectProps {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly options: readonly SelectOption[];
  readonly placeholder?: string;
  readonly className?: string;
  /** id and aria attributes of the trigger. */
  readonly control?: {
    readonly id?: string;
    readonly "aria-label"?: string;
    readonly "aria-describedby"?: string | undefined;
    readonly "aria-invalid"?: true | undefined;
  };
}

function Option({ value, label, description }: SelectOption) {
  return (
    <Primitive.Item
      value={value}
      className="relative flex min-h-8 cursor-pointer select-none flex-col justify-center rounded py-1 pr-3 pl-8 text-sm outline-none data-highlighted:bg-hover max-md:min-h-10"
    >
      <Primitive.ItemIndicator className="absolute top-2 left-2.5">
        <Check className="size-4 text-accent" aria-hidden />
      </Primitive.ItemIndicator>
      <Primitive.ItemText>{label}</Primitive.ItemText>
      {description && <span className="max-w-80 text-ink-faint text-xs">{description}</span>}
    </Primitive.Item>
  );
}

export function Select(props: SelectProps) {
  const { value, onValueChange, options, placeholder, className, control } = props;
  return (
    <Primitive.Root value={value} onValueChange={onValueChange}>
      <Primitive.Trigger
        {...control}
        className={classNames(
          controlLooks,
          "flex items-center justify-between gap-2 text-left data-placeholder:text-ink-faint max-md:text-sm",
          className,
        )}
      >
        <span className="min-w-0 truncate">
          <Primitive.Value placeholder={placeholder} />
        </span>
        <Primitive.Icon>
          <ChevronDown className="size-4 shrink-0 text-ink-faint" aria-hidden />
        </Primitive.Icon>
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          data-rests-hotkeys=""
          sideOffset={4}
          collisionPadding={8}
          className="rise-in z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-[calc(100vw-16px)] overflow-hidden rounded bg-raised p-1 shadow-float"
        >
          <Primitive.Viewport className="max-h-80">
            {options.map((option) => (
              <Option key={option.value} {...option} />
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
