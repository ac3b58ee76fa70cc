"use client";

import { RotateCw } from "lucide-react";
import { Button } from "./button";
import { HookSign } from "./wordmark";

interface ErrorScreenProps {
  /** Under which the server's log has the cause. */
  readonly digest: string | undefined;
  readonly onRetry: () => void;
}

/** A page that broke: says that receiving goes on, which is what matters. */
export function ErrorScreen({ digest, onRetry }: ErrorScreenProps) {
  return (
    <main className="flex min-h-dvh flex-col items-start justify-center gap-4 px-6 sm:px-12 md:px-24">
      <HookSign className="size-8" />
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
    </main>
  );
}
