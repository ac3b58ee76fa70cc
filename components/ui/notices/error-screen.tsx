"use client";

import { RotateCw } from "lucide-react";
import { classNames } from "../class-names";
import { Button } from "../controls/button";
import { HookSign } from "../wordmark";

interface ErrorScreenProps {
  /** Under which the server's log has the cause. */
  readonly digest: string | undefined;
  /** What it takes the place of: all there is, or a page inside the frame. */
  readonly fills?: "window" | "frame";
  readonly onRetry: () => void;
}

/** A page that broke: says that receiving goes on, which is what matters. */
export function ErrorScreen({ digest, fills = "window", onRetry }: ErrorScreenProps) {
  const Box = fills === "window" ? "main" : "div";
  return (
    <Box
      className={classNames(
        "flex flex-col items-start justify-center gap-4 px-6 sm:px-12 md:px-24",
        fills === "window" ? "min-h-dvh" : "flex-1",
      )}
    >
      <HookSign className="size-8!" />
      <h1 className="font-semibold text-lg tracking-tight">This page failed</h1>
      <p className="max-w-md text-ink-soft text-sm">
        Only the page: events are still received and stored.
        {digest && (
          <>
            {" "}
            The log has the cause under <span className="font-mono">{digest}</span>.
          </>
        )}
      </p>
      <Button onClick={onRetry}>
        <RotateCw aria-hidden />
        Try again
      </Button>
    </Box>
  );
}
