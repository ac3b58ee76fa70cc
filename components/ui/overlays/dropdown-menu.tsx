"use client";

import { Check } from "lucide-react";
import * as Primitive from "radix-ui/dropdown-menu";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../class-names";

interface DropdownMenuProps {
  readonly trigger: ReactNode;
  readonly side?: "top" | "right" | "bottom" | "left";
  readonly align?: "start" | "center" | "end";
  readonly className?: string;
  readonly children: ReactNode;
}

const itemLooks =
  "flex min-h-8 cursor-pointer select-none items-center gap-2 rounded px-2 text-sm outline-none data-disabled:opacity-50 data-highlighted:bg-hover max-md:min-h-10 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-faint";

export function DropdownMenu({ trigger, side, align, className, children }: DropdownMenuProps) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          data-rests-hotkeys=""
          className={classNames(
            "rise-in z-50 min-w-44 max-w-[calc(100vw-16px)] rounded bg-raised p-1 shadow-float",
            className,
          )}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

interface MenuItemProps extends ComponentProps<typeof Primitive.Item> {
  readonly danger?: boolean;
}

export function MenuItem({ danger, className, ...props }: MenuItemProps) {
  return (
    <Primitive.Item
      className={classNames(itemLooks, danger && "text-failing [&_svg]:text-failing", className)}
      {...props}
    />
  );
}

export function MenuSeparator() {
  return <Primitive.Separator className="-mx-1 my-1 h-px bg-line" />;
}

interface MenuChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: ReactNode }[];
  readonly onValueChange: (value: string) => void;
}

/** One of several, marked. */
export function MenuChoice({ label, value, options, onValueChange }: MenuChoiceProps) {
  return (
    <Primitive.RadioGroup value={value} onValueChange={onValueChange}>
      <Primitive.Label className="px-2 pt-1 text-ink-faint text-xs">{label}</Primitive.Label>
      {options.map((option) => (
        <Primitive.RadioItem key={option.value} value={option.value} className={itemLooks}>
          <span className="flex flex-1 items-center gap-2">{option.label}</span>
          <Primitive.ItemIndicator>
            <Check aria-hidden />
          </Primitive.ItemIndicator>
        </Primitive.RadioItem>
      ))}
    </Primitive.RadioGroup>
  );
}

/** One that is on or off by itself; the menu stays open. */
export function MenuCheck({ children, ...props }: ComponentProps<typeof Primitive.CheckboxItem>) {
  return (
    <Primitive.CheckboxItem
      {...props}
      onSelect={(event) => event.preventDefault()}
      className={itemLooks}
    >
      <span className="flex flex-1 items-center gap-2">{children}</span>
      <Primitive.ItemIndicator>
        <Check aria-hidden />
      </Primitive.ItemIndicator>
    </Primitive.CheckboxItem>
  );
}
