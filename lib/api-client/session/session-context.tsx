"use client";

import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useState } from "react";
import type { SessionView } from "@/lib/domain/session";
import { serverClock } from "../request/server-clock";
import { pageSession } from "./page-session";
import { sessionQuery } from "./session-queries";

const SessionContext = createContext<SessionView | null>(null);

/** Says in every request of this page for whom it was loaded. */
function usePageSession(session: SessionView, writtenAt: number): void {
  // Before any effect, because the first requests are effects of what is below.
  useState(() => {
    if (typeof window === "undefined") return;
    pageSession.hold(session);
    serverClock.notePage(writtenAt);
  });
}

/** Holds who is logged in, and keeps the session alive while the page is looked at. */
export function SessionProvider({
  session,
  writtenAt,
  children,
}: {
  readonly session: SessionView;
  /** When the server wrote the page, by its clock. */
  readonly writtenAt: number;
  readonly children: ReactNode;
}) {
  usePageSession(session, writtenAt);
  const { data } = useQuery(sessionQuery(session));
  return <SessionContext value={data}>{children}</SessionContext>;
}

export function useSession(): SessionView {
  const session = useContext(SessionContext);
  if (!session) throw new Error("This part of the page needs a SessionProvider around it.");
  return session;
}
