"use client";

import { Command } from "cmdk";
import { Check, ChevronDown } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { classNames } from "../class-names";
import { Popover } from "../overlays/popover";
import { controlLooks } from "./input";
import type { Select } from "./select";

interface SearchSelectProps extends Omit<ComponentProps<typeof Select>, "options"> {
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly description?: string | null;
  }[];
}

/** Every word that is typed is somewhere in the option. */
function holds(_value: string, typed: string, texts: readonly string[] = []): number {
  const text = texts.join(" ").toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
    ? 1
    : 0;
}

/** A choice among more options than one reads through: found by typing. */
export function SearchSelect(props: SearchSelectProps) {
  const { value, onValueChange, options, placeholder, className, control } = props;
  const [open, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  return (
    <Popover
      modal
      open={open}
      onOpenChange={setOpen}
      label="Options"
      className="w-(--radix-popover-trigger-width) min-w-72"
      trigger={
        <button
          {...control}
          type="button"
          role="combobox"
          aria-expanded={open}
          aria-haspopup="listbox"
          className={classNames(
            controlLooks,
            "flex items-center justify-between gap-2 text-left max-md:text-sm!",
            !chosen && "text-ink-faint!",
            className,
          )}
        >
          <span className="min-w-0 truncate">{chosen?.label ?? placeholder}</span>
          <ChevronDown className="size-4 shrink-0 text-ink-faint" aria-hidden />
        </button>
      }
    >
      <Command filter={holds} defaultValue={value} label="Options" className="flex flex-col">
        <Command.Input
          placeholder="Search"
          className="h-10 border-line border-b bg-transparent px-3 text-sm outline-none placeholder:text-ink-faint max-md:text-base"
        />
        <Command.List className="max-h-80 overflow-y-auto p-1">
          <Command.Empty className="px-2 py-3 text-ink-soft text-sm">
            Nothing matches.
          </Command.Empty>
          {options.map(({ value: each, label, description }) => (
            <Command.Item
              key={each}
              value={each}
              keywords={[each, label, description ?? ""]}
              onSelect={() => {
                onValueChange(each);
                setOpen(false);
              }}
              className="relative flex min-h-8 cursor-pointer select-none flex-col justify-center rounded py-1 pr-3 pl-8 text-sm data-[selected=true]:bg-hover max-md:min-h-10"
            >
              {each === value && (
                <Check className="absolute top-2 left-2.5 size-4 text-accent" aria-hidden />
              )}
              {label}
              {description && <span className="text-ink-faint text-xs">{description}</span>}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Popover>
  );
}
