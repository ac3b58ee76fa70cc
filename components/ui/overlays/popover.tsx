"use client";

import { type ComponentProps, cloneElement, type ReactElement, type ReactNode } from "react";
import { usePart } from "../behaviour/lazy-part";
import { classNames } from "../class-names";

const load = () => import("radix-ui/popover");

interface PopoverProps {
  readonly open: boolean;
  /** Inside a dialog, where the page behind it must not be scrolled instead. */
  readonly modal?: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly trigger: ReactElement<ComponentProps<"button">>;
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A layer under a button. The browser loads what it is made of when it is first opened. */
export function Popover({ trigger, label, className, children, ...root }: PopoverProps) {
  const primitives = usePart(load, root.open);
  if (!primitives) {
    return cloneElement(trigger, {
      "aria-haspopup": trigger.props["aria-haspopup"] ?? "dialog",
      "aria-expanded": false,
      onPointerEnter: () => void load().catch(() => {}),
      onClick: () => root.onOpenChange(true),
    });
  }
  const { Root, Trigger, Portal, Content } = primitives;
  return (
    <Root {...root}>
      <Trigger asChild>{trigger}</Trigger>
      <Portal>
        <Content
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
        </Content>
      </Portal>
    </Root>
  );
}
