"use client";

import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import type { SessionView } from "@/lib/domain/session";
import { sessionQuery } from "./session-queries";

const SessionContext = createContext<SessionView | null>(null);

/** Holds who is logged in, and keeps the session alive while the page is looked at. */
export function SessionProvider({
  session,
  children,
}: {
  readonly session: SessionView;
  readonly children: ReactNode;
}) {
  const { data } = useQuery(sessionQuery(session));
  return <SessionContext value={data}>{children}</SessionContext>;
}

export function useSession(): SessionView {
  const session = useContext(SessionContext);
  if (!session) throw new Error("This part of the page needs a SessionProvider around it.");
  return session;
}
