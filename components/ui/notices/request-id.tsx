"use client";

import { ShortId } from "../short-id";

/** Under which the server's log has what happened. */
export function RequestId({ id }: { readonly id: string }) {
  return (
    <p className="text-xs">
      Request <ShortId id={id} what="the request id" className="underline" />
    </p>
  );
}
