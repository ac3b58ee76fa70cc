"use client";

import type * as DialogPrimitives from "radix-ui/dialog";
import { type ComponentProps, createContext, type ReactNode, use } from "react";
import { usePart } from "../behaviour/lazy-part";
import { classNames } from "../class-names";

interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

type Primitives = typeof DialogPrimitives;

/** Loaded when the first dialog or sheet opens. */
export const loadDialog = (): Promise<Primitives> => import("radix-ui/dialog");

const Loaded = createContext<Primitives | null>(null);

/** Its child, a button, closes the dialog that it stands in. */
export function DialogClose({ children }: { readonly children: ReactNode }) {
  const primitives = use(Loaded);
  return primitives && <primitives.Close asChild>{children}</primitives.Close>;
}

/** Attributes of a floating layer under which the page's keys must rest. */
const restsHotkeys = { "data-rests-hotkeys": "" } as const;

export const veilLooks = "appear fixed inset-0 z-40 bg-(--veil)";

/** A dialog in the middle of the screen; at the foot of a phone's. */
export function Dialog({ title, description, className, children, ...root }: DialogProps) {
  const primitives = usePart(loadDialog, root.open);
  if (!primitives) return null;
  const { Root, Portal, Overlay, Content, Title, Description } = primitives;
  return (
    <Loaded value={primitives}>
      <Root {...root}>
        <Portal>
          <Overlay className={veilLooks} />
          <Content
            {...restsHotkeys}
            {...(!description && { "aria-describedby": undefined })}
            className={classNames(
              "rise-in fixed top-[14vh] left-1/2 z-40 flex max-h-[80vh] w-[min(440px,calc(100vw-24px))] -translate-x-1/2 flex-col gap-4 overflow-y-auto rounded bg-raised p-5 shadow-float outline-none",
              className,
            )}
          >
            <div className="flex flex-col gap-1">
              <Title className="font-semibold text-base">{title}</Title>
              {description && (
                <Description className="text-ink-soft text-sm" asChild>
                  <div>{description}</div>
                </Description>
              )}
            </div>
            {children}
          </Content>
        </Portal>
      </Root>
    </Loaded>
  );
}

/** The row of buttons at a dialog's end, the one that does it last. */
export function DialogFooter(props: ComponentProps<"div">) {
  return <div {...props} className="flex flex-wrap justify-end gap-2 pt-1" />;
}
