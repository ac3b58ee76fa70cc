"use client";

import { useEffect, useSyncExternalStore } from "react";
import { lazyPart } from "../behaviour/lazy-part";
import { toasts } from "./toast";

const ToastArea = lazyPart(() => import("./toast-area").then((part) => part.ToastArea));

/**
 * Toasts, loaded once somebody touches the page: early enough for the message that the network is
 * lost.
 */
export function Toaster() {
  const wanted = useSyncExternalStore(toasts.subscribe, toasts.isWanted, () => false);
  useEffect(() => {
    if (wanted) return;
    const events = ["pointerdown", "keydown"];
    for (const event of events) addEventListener(event, toasts.want, { passive: true });
    return () => {
      for (const event of events) removeEventListener(event, toasts.want);
    };
  }, [wanted]);
  return wanted && <ToastArea />;
}
