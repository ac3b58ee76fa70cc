"use client";

import { useEffect } from "react";
import { Toaster as Primitive, toast } from "sonner";
import { toasts } from "./toast";

/** Where short answers appear; they never cover the rail or a sheet's buttons. */
export function ToastArea() {
  useEffect(() => {
    toasts.showBy(toast);
    return () => toasts.showBy(null);
  }, []);
  return (
    <Primitive
      position="bottom-left"
      duration={6_000}
      gap={8}
      offset={{ bottom: 16, left: 240 }}
      mobileOffset={{ bottom: 72, left: 12, right: 12 }}
      style={{ fontFamily: "inherit" }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-[min(360px,calc(100vw-24px))] items-center gap-3 rounded bg-ink px-3 py-2.5 text-paper text-sm shadow-float",
          title: "min-w-0 flex-1 break-words",
          description: "text-xs opacity-75",
          actionButton:
            "ml-auto shrink-0 rounded border border-paper/30 px-2 py-0.5 font-medium hover:bg-paper/15",
        },
      }}
    />
  );
}
