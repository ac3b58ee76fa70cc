"use client";

import { useState } from "react";
import { type ApiError, toApiError } from "@/lib/api-client/request/api-error";
import { serverClock, useServerNow } from "@/lib/api-client/request/server-clock";
import { logIn } from "@/lib/api-client/session/session-queries";
import type { Credentials, SessionView } from "@/lib/domain/session";

/** Logs in, and tells what went wrong and how long to wait before the next try. */
export function useLogin(onLoggedIn: (session: SessionView) => void) {
  const [error, setError] = useState<ApiError | null>(null);
  const [blockedUntil, setBlockedUntil] = useState(0);
  const now = useServerNow(1_000);
  return {
    error,
    waitSeconds: Math.max(0, Math.ceil((blockedUntil - now) / 1000)),
    async submit(credentials: Credentials): Promise<void> {
      try {
        onLoggedIn(await logIn(credentials));
        setError(null);
      } catch (cause) {
        const problem = toApiError(cause);
        setError(problem);
        if (problem.retryAfterSeconds) {
          setBlockedUntil(serverClock.now() + problem.retryAfterSeconds * 1000);
        }
      }
    },
  };
}
