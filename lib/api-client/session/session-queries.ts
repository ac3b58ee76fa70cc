import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";
import { type Credentials, type SessionView, sessionViewSchema } from "@/lib/domain/session";
import { fetchJson } from "../request/fetch-json";
import { forgetLastKnown } from "../request/last-known";

const keepAliveMs = 5 * 60_000;

/** Who is logged in. Asking renews the session, so it is asked again while the page is looked at. */
export function sessionQuery(initialData: SessionView) {
  return queryOptions({
    queryKey: ["session"],
    queryFn: ({ signal }) => fetchJson("/api/session", sessionViewSchema, { signal }),
    initialData,
    refetchInterval: keepAliveMs,
    refetchOnWindowFocus: true,
    staleTime: keepAliveMs / 2,
  });
}

/** The session as it is now, without waiting for a login: rejects when there is none. */
export function probeSession(): Promise<SessionView> {
  return fetchJson("/api/session", sessionViewSchema, { throughGate: true });
}

export function logIn(credentials: Credentials): Promise<SessionView> {
  return fetchJson("/api/session", sessionViewSchema, {
    method: "POST",
    body: credentials,
    throughGate: true,
    asksKazoo: true,
  });
}

export async function logOut(): Promise<void> {
  await fetchJson("/api/session", z.unknown(), { method: "DELETE", throughGate: true });
  forgetLastKnown();
}
