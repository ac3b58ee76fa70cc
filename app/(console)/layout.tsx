import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { SessionChangedDialog } from "@/components/session/session-changed-dialog";
import { SessionOverDialog } from "@/components/session/session-over-dialog";
import { AppProviders } from "@/components/shell/app-providers";
import { SessionProvider } from "@/lib/api-client/session/session-context";
import { loginPath } from "@/lib/format/page-path";
import { getRuntime } from "@/lib/runtime";
import { readSession } from "@/lib/session/require-session";
import { toSessionView } from "@/lib/session/session-cookie";

/** Pages behind the login: without a session there is none. */
export default async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  const session = await readSession(getRuntime());
  if (!session) {
    const here = (await headers()).get("x-hookline-path") ?? "/";
    redirect(loginPath(here));
  }
  return (
    <AppProviders>
      <SessionProvider session={toSessionView(session)} writtenAt={Date.now()}>
        {children}
        <SessionOverDialog />
        <SessionChangedDialog />
      </SessionProvider>
    </AppProviders>
  );
}
