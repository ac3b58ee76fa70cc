"use client";

import { parseAsString, useQueryState } from "nuqs";
import type { ViewedAttempt } from "@/lib/secrets/viewed-attempt";

/** Kazoo gives an attempt no id: its firing, its second and its try tell it from others. */
export function attemptKey({ firing, at, tryNumber }: ViewedAttempt): string {
  return `${firing}.${Math.floor(at / 1000)}.${tryNumber ?? 0}`;
}

/** Which of these attempts is open, in the URL: Back closes it again. */
export function useOpenedAttempt(attempts: readonly ViewedAttempt[]) {
  const [key, setKey] = useQueryState("attempt", parseAsString);
  return {
    opened: key === null ? null : (attempts.find((each) => attemptKey(each) === key) ?? null),
    open: (attempt: ViewedAttempt) => {
      void setKey(attemptKey(attempt), { history: "push" });
    },
    close: () => {
      void setKey(null);
    },
  };
}
