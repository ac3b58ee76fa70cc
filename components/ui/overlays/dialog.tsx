"use client";

import * as Primitive from "radix-ui/dialog";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../class-names";

interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

export const DialogClose = Primitive.Close;

/** Attributes of a floating layer under which the page's keys must rest. */
const restsHotkeys = { "data-rests-hotkeys": "" } as const;

export function DialogVeil() {
  return <Primitive.Overlay className="appear fixed inset-0 z-40 bg-(--veil)" />;
}

/** A dialog in the middle of the screen; at the foot of a phone's. */
export function Dialog({ title, description, className, children, ...root }: DialogProps) {
  return (
    <Primitive.Root {...root}>
      <Primitive.Portal>
        <DialogVeil />
        <Primitive.Content
          {...restsHotkeys}
          {...(!description && { "aria-describedby": undefined })}
          className={classNames(
            "rise-in fixed top-[14vh] left-1/2 z-40 flex max-h-[80vh] w-[min(440px,calc(100vw-24px))] -translate-x-1/2 flex-col gap-4 overflow-y-auto rounded bg-raised p-5 shadow-float outline-none",
            className,
          )}
        >
          <div className="flex flex-col gap-1">
            <Primitive.Title className="font-semibold text-base">{title}</Primitive.Title>
            {description && (
              <Primitive.Description className="text-ink-soft text-sm" asChild>
                <div>{description}</div>
              </Primitive.Description>
            )}
          </div>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** The row of buttons at a dialog's end, the one that does it last. */
export function DialogFooter(props: ComponentProps<"div">) {
  return <div {...props} className="flex flex-wrap justify-end gap-2 pt-1" />;
}
