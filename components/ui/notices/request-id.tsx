"use client";

import { TooltipProvider } from "../overlays/tooltip";
import { ShortId } from "../short-id";

/** On any page, the login's too, which has nothing around it that tooltips need. */
export function RequestId({ id }: { readonly id: string }) {
  return (
    <TooltipProvider delayDuration={400}>
      <p className="text-xs">
        Request <ShortId id={id} what="the request id" className="underline" />
      </p>
    </TooltipProvider>
  );
}
