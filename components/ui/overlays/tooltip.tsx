"use client";

import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { lazyPart } from "../behaviour/lazy-part";

const showAfterMs = 400;
/** Long enough to move the pointer over to the tooltip itself, to read or copy it. */
const hideAfterMs = 100;

const TooltipBubble = lazyPart(() => import("./tooltip-bubble").then((part) => part.TooltipBubble));

interface TooltipProps {
  readonly text: ReactNode;
  readonly side?: "top" | "right" | "bottom" | "left";
  /** One element. */
  readonly children: ReactNode;
}

/** Tells more about an element while the pointer rests on it or the keyboard is at it. */
export function Tooltip({ text, side = "top", children }: TooltipProps) {
  const [anchor, setAnchor] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const box = useRef<HTMLSpanElement>(null);
  const show = useCallback((next: Element | null, afterMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAnchor(next), afterMs);
  }, []);
  const hide = useCallback(() => show(null, 0), [show]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const element = () => box.current?.firstElementChild ?? null;
  return (
    // Listens for its child and takes no place itself.
    // biome-ignore lint/a11y/noStaticElementInteractions: the child is what one acts on.
    <span
      ref={box}
      className="contents"
      onPointerEnter={(event) => event.pointerType !== "touch" && show(element(), showAfterMs)}
      onPointerLeave={() => show(null, hideAfterMs)}
      onPointerDown={hide}
      onFocus={(event) => event.target.matches(":focus-visible") && show(element(), 0)}
      onBlur={hide}
    >
      {children}
      {anchor && (
        <TooltipBubble anchor={anchor} side={side} onClose={hide}>
          {text}
        </TooltipBubble>
      )}
    </span>
  );
}
