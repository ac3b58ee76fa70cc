"use client";

import { Check } from "lucide-react";
import type * as MenuPrimitives from "radix-ui/dropdown-menu";
import {
  type ComponentProps,
  cloneElement,
  createContext,
  type ReactElement,
  type ReactNode,
  use,
  useState,
} from "react";
import { usePart } from "../behaviour/lazy-part";
import { classNames } from "../class-names";

const load = () => import("radix-ui/dropdown-menu");
const Primitives = createContext<typeof MenuPrimitives | null>(null);

interface DropdownMenuProps {
  readonly trigger: ReactElement<ComponentProps<"button">>;
  readonly side?: "top" | "right" | "bottom" | "left";
  readonly align?: "start" | "center" | "end";
  readonly className?: string;
  readonly children: ReactNode;
}

const itemLooks =
  "flex min-h-8 cursor-pointer select-none items-center gap-2 rounded px-2 text-sm outline-none data-disabled:opacity-50 data-highlighted:bg-hover max-md:min-h-10 [&_svg]:size-4 [&_svg]:shrink-0";

const iconLooks = "[&_svg]:text-ink-faint";

/** A menu under a button. The browser loads what it is made of when it is first opened. */
export function DropdownMenu({ trigger, side, align, className, children }: DropdownMenuProps) {
  const [open, setOpen] = useState(false);
  const primitives = usePart(load, open);
  if (!primitives) {
    return cloneElement(trigger, {
      "aria-haspopup": "menu",
      "aria-expanded": false,
      onPointerEnter: () => void load().catch(() => {}),
      onClick: () => setOpen(true),
    });
  }
  const { Root, Trigger, Portal, Content } = primitives;
  return (
    <Primitives value={primitives}>
      <Root modal={false} open={open} onOpenChange={setOpen}>
        <Trigger asChild>{trigger}</Trigger>
        <Portal>
          <Content
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
          </Content>
        </Portal>
      </Root>
    </Primitives>
  );
}

interface MenuItemProps extends ComponentProps<typeof MenuPrimitives.Item> {
  readonly danger?: boolean;
}

export function MenuItem({ danger, className, ...props }: MenuItemProps) {
  const primitives = use(Primitives);
  return (
    primitives && (
      <primitives.Item
        className={classNames(itemLooks, danger ? "text-failing" : iconLooks, className)}
        {...props}
      />
    )
  );
}

export function MenuSeparator() {
  const primitives = use(Primitives);
  return primitives && <primitives.Separator className="-mx-1 my-1 h-px bg-line" />;
}

interface MenuChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: ReactNode }[];
  readonly onValueChange: (value: string) => void;
}

/** One of several, marked. */
export function MenuChoice({ label, value, options, onValueChange }: MenuChoiceProps) {
  const primitives = use(Primitives);
  if (!primitives) return null;
  const { RadioGroup, Label, RadioItem, ItemIndicator } = primitives;
  return (
    <RadioGroup value={value} onValueChange={onValueChange}>
      <Label className="px-2 pt-1 text-ink-faint text-xs">{label}</Label>
      {options.map((option) => (
        <RadioItem
          key={option.value}
          value={option.value}
          className={classNames(itemLooks, iconLooks)}
        >
          <span className="flex flex-1 items-center gap-2">{option.label}</span>
          <ItemIndicator>
            <Check aria-hidden />
          </ItemIndicator>
        </RadioItem>
      ))}
    </RadioGroup>
  );
}

/** One that is on or off by itself; the menu stays open. */
export function MenuCheck({
  children,
  ...props
}: ComponentProps<typeof MenuPrimitives.CheckboxItem>) {
  const primitives = use(Primitives);
  if (!primitives) return null;
  const { CheckboxItem, ItemIndicator } = primitives;
  return (
    <CheckboxItem
      {...props}
      onSelect={(event) => event.preventDefault()}
      className={classNames(itemLooks, iconLooks)}
    >
      <span className="flex flex-1 items-center gap-2">{children}</span>
      <ItemIndicator>
        <Check aria-hidden />
      </ItemIndicator>
    </CheckboxItem>
  );
}
