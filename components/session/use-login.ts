"use client";

import { useState } from "react";
import { type ApiError, toApiError, unreachable } from "@/lib/api-client/request/api-error";
import { serverClock, useServerNow } from "@/lib/api-client/request/server-clock";
import type { Credentials, SessionView } from "@/lib/domain/session";

/** What reads the server's answers is a third of the login page, and isn't needed to show it. */
const load = () => import("@/lib/api-client/session/session-queries");

/** Logs in, and tells what went wrong and how long to wait before the next try. */
export function useLogin(onLoggedIn: (session: SessionView) => void) {
  const [error, setError] = useState<ApiError | null>(null);
  const [blockedUntil, setBlockedUntil] = useState(0);
  const now = useServerNow(1_000);
  return {
    error,
    waitSeconds: Math.max(0, Math.ceil((blockedUntil - now) / 1000)),
    /** Loads what logging in needs: the first sign that somebody will. */
    prepare(): void {
      load().catch(() => {});
    },
    async submit(credentials: Credentials): Promise<void> {
      try {
        const { logIn } = await load().catch(() => {
          throw unreachable();
        });
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
