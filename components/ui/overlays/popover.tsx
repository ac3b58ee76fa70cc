"use client";

import * as Primitive from "radix-ui/popover";
import type { ReactNode } from "react";
import { classNames } from "../class-names";

interface PopoverProps {
  readonly open: boolean;
  /** Inside a dialog, where the page behind it must not be scrolled instead. */
  readonly modal?: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly trigger: ReactNode;
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Popover({ trigger, label, className, children, ...root }: PopoverProps) {
  return (
    <Primitive.Root {...root}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          data-rests-hotkeys=""
          className={classNames(
            "rise-in z-50 max-w-[calc(100vw-16px)] rounded bg-raised shadow-float outline-none",
            className,
          )}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
