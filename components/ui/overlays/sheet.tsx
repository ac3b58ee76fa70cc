"use client";

import { type ReactNode, useRef } from "react";
import { usePart } from "../behaviour/lazy-part";
import { classNames } from "../class-names";
import { loadDialog, veilLooks } from "./dialog";

interface SheetProps {
  readonly onClose: () => void;
  /** Names the sheet for screen readers; what is seen is up to the content. */
  readonly label: string;
  /** True while the page's keys should rest: something is typed in here. */
  readonly typing?: boolean;
  /** Where the keyboard goes when it closes; without it, to where it was before. */
  readonly onReturnFocus?: () => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A layer that slides in from the right and fills a phone's screen. */
export function Sheet({ onClose, label, typing, onReturnFocus, className, children }: SheetProps) {
  const content = useRef<HTMLDivElement>(null);
  const primitives = usePart(loadDialog, true);
  if (!primitives) return null;
  const { Root, Portal, Overlay, Content, Title } = primitives;
  return (
    <Root open onOpenChange={(open) => !open && onClose()}>
      <Portal>
        <Overlay className={veilLooks} />
        <Content
          aria-describedby={undefined}
          // The sheet itself, not its first button: that one would show its tooltip.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            content.current?.focus();
          }}
          onCloseAutoFocus={(event) => {
            if (!onReturnFocus) return;
            event.preventDefault();
            onReturnFocus();
          }}
          ref={content}
          tabIndex={-1}
          {...(typing && { "data-rests-hotkeys": "" })}
          className={classNames(
            "slide-in fixed inset-y-0 right-0 z-40 flex w-full flex-col bg-paper shadow-float outline-none short:overflow-y-auto",
            className,
          )}
        >
          <Title className="sr-only">{label}</Title>
          {children}
        </Content>
      </Portal>
    </Root>
  );
}
