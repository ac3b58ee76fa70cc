"use client";

import { Check, ChevronDown } from "lucide-react";
import type * as SelectPrimitives from "radix-ui/select";
import { type ReactNode, useState } from "react";
import { usePart } from "../behaviour/lazy-part";
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

type Primitives = typeof SelectPrimitives;

const load = (): Promise<Primitives> => import("radix-ui/select");

function Option({ primitives, option }: { primitives: Primitives; option: SelectOption }) {
  const { Item, ItemIndicator, ItemText } = primitives;
  return (
    <Item
      value={option.value}
      className="relative flex min-h-8 cursor-pointer select-none flex-col justify-center rounded py-1 pr-3 pl-8 text-sm outline-none data-highlighted:bg-hover max-md:min-h-10"
    >
      <ItemIndicator className="absolute top-2 left-2.5">
        <Check className="size-4 text-accent" aria-hidden />
      </ItemIndicator>
      <ItemText>{option.label}</ItemText>
      {option.description && (
        <span className="max-w-80 text-ink-faint text-xs">{option.description}</span>
      )}
    </Item>
  );
}

/** What the control shows while it is closed. */
function Face({ children }: { children: ReactNode }) {
  return (
    <>
      <span className="min-w-0 truncate">{children}</span>
      <ChevronDown className="size-4 shrink-0 text-ink-faint" aria-hidden />
    </>
  );
}

/** One of several options. The browser loads what the list is made of when it is first opened. */
export function Select(props: SelectProps) {
  const { value, onValueChange, options, placeholder, className, control } = props;
  const [open, setOpen] = useState(false);
  const primitives = usePart(load, open);
  const chosen = options.find((option) => option.value === value);
  const looks = classNames(
    controlLooks,
    "flex items-center justify-between gap-2 text-left max-md:text-sm!",
    !chosen && "text-ink-faint!",
    className,
  );
  if (!primitives) {
    return (
      <button
        {...control}
        type="button"
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded={false}
        className={looks}
        onPointerEnter={() => void load().catch(() => {})}
        onClick={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" || event.key === "ArrowUp") setOpen(true);
        }}
      >
        <Face>{chosen?.label ?? placeholder}</Face>
      </button>
    );
  }
  const { Root, Trigger, Value, Portal, Content, Viewport } = primitives;
  return (
    <Root value={value} onValueChange={onValueChange} open={open} onOpenChange={setOpen}>
      <Trigger {...control} className={looks}>
        <Face>
          <Value placeholder={placeholder} />
        </Face>
      </Trigger>
      <Portal>
        <Content
          position="popper"
          data-rests-hotkeys=""
          sideOffset={4}
          collisionPadding={8}
          className="rise-in z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-[calc(100vw-16px)] overflow-hidden rounded bg-raised p-1 shadow-float"
        >
          <Viewport className="max-h-80">
            {options.map((option) => (
              <Option key={option.value} primitives={primitives} option={option} />
            ))}
          </Viewport>
        </Content>
      </Portal>
    </Root>
  );
}
