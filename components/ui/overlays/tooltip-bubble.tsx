import { Popper } from "radix-ui/internal";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { createPortal } from "react-dom";

interface TooltipBubbleProps {
  /** What it tells about. */
  readonly anchor: Element;
  readonly side: "top" | "right" | "bottom" | "left";
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A tooltip on screen. Its own part, since most of a page's tooltips are never looked at. */
export function TooltipBubble({ anchor, side, onClose, children }: TooltipBubbleProps) {
  const id = useId();
  const place = useRef(anchor);
  useEffect(() => {
    anchor.setAttribute("aria-describedby", id);
    const close = (event: KeyboardEvent | Event) => {
      if (!(event instanceof KeyboardEvent) || event.key === "Escape") onClose();
    };
    addEventListener("keydown", close, true);
    addEventListener("scroll", close, true);
    return () => {
      anchor.removeAttribute("aria-describedby");
      removeEventListener("keydown", close, true);
      removeEventListener("scroll", close, true);
    };
  }, [anchor, id, onClose]);
  return createPortal(
    <Popper.Root>
      <Popper.Anchor virtualRef={place} />
      <Popper.Content
        id={id}
        role="tooltip"
        side={side}
        sideOffset={6}
        collisionPadding={8}
        className="rise-in z-50 max-w-72 rounded bg-ink px-2 py-1 text-paper text-xs shadow-float"
      >
        {children}
      </Popper.Content>
    </Popper.Root>,
    document.body,
  );
}
