"use client";

import { useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { type FormEvent, useEffect, useState, useSyncExternalStore } from "react";
import { toApiError } from "@/lib/api-client/request/api-error";
import { withBasePath } from "@/lib/api-client/request/base-path";
import { pageSession } from "@/lib/api-client/session/page-session";
import { useSession } from "@/lib/api-client/session/session-context";
import { sessionGate } from "@/lib/api-client/session/session-gate";
import { logOut, probeSession } from "@/lib/api-client/session/session-queries";
import type { SessionView } from "@/lib/domain/session";
import { loginPath } from "@/lib/format/page-path";
import { Button } from "../ui/controls/button";
import { Field } from "../ui/controls/field";
import { Dialog, DialogFooter } from "../ui/overlays/dialog";
import { toast } from "../ui/overlays/toast";
import { logInAgain } from "./log-in-again";
import { LoginProblemNotice } from "./login-problem-notice";
import { PasswordInput } from "./password-input";
import { readRememberedLogin } from "./remembered-login";
import { useLogin } from "./use-login";

/** The cookie may outlive Kazoo's session, and with it the login page only leads back here. */
function logInElsewhere(page: string): void {
  const next = page + location.search;
  logOut().then(
    () => location.assign(withBasePath(loginPath(next))),
    (cause: unknown) => toast(toApiError(cause).message),
  );
}

function PasswordForm({
  session,
  onBack,
}: {
  session: SessionView;
  onBack: (s: SessionView) => void;
}) {
  const page = usePathname();
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const login = useLogin(onBack);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    await login.submit(logInAgain(session, readRememberedLogin(), password));
    setBusy(false);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" method="post">
      {login.error && <LoginProblemNotice error={login.error} waitSeconds={login.waitSeconds} />}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        <dt className="text-ink-faint">Account</dt>
        <dd className="truncate">{session.account.name}</dd>
        <dt className="text-ink-faint">Username</dt>
        <dd className="truncate">{session.operator.username}</dd>
        <dt className="text-ink-faint">Cluster</dt>
        <dd className="truncate">{session.cluster}</dd>
      </dl>
      <input type="hidden" autoComplete="username" value={session.operator.username} readOnly />
      <Field label="Password">
        {(field) => (
          <PasswordInput
            {...field}
            value={password}
            onChange={(e) => setPassword(e.target.value)}
          />
        )}
      </Field>
      <DialogFooter>
        <Button look="quiet" onClick={() => logInElsewhere(page)}>
          Log in as somebody else
        </Button>
        <Button
          type="submit"
          look="primary"
          busy={busy}
          disabled={password === "" || login.waitSeconds > 0}
        >
          Log in
        </Button>
      </DialogFooter>
    </form>
  );
}

/** Another tab may have logged in meanwhile: then this one asks no more. */
function useReturnOfSession(over: boolean, onBack: (session: SessionView) => void): void {
  useEffect(() => {
    if (!over) return;
    const look = () => {
      if (document.visibilityState !== "visible") return;
      probeSession().then(onBack, () => {});
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [over, onBack]);
}

/** Asks for the password over the page when the session is over; what is on the page stays. */
export function SessionOverDialog() {
  const session = useSession();
  const client = useQueryClient();
  const over = useSyncExternalStore(sessionGate.subscribe, sessionGate.isOver, () => false);
  const goOn = (renewed: SessionView) => {
    // Kazoo lets accounts share a name, and tabs a cookie: nobody goes on with another's work.
    if (renewed.identity !== session.identity) {
      pageSession.reportProblem("session_changed");
      sessionGate.reopen();
      return;
    }
    client.setQueryData(["session"], renewed);
    sessionGate.reopen();
    void client.refetchQueries({ predicate: (query) => query.state.status === "error" });
  };
  useReturnOfSession(over, goOn);
  return (
    <Dialog
      open={over}
      onOpenChange={() => {}}
      title="Your session is over"
      description="Kazoo's sessions end when nobody works with them for a while. Nothing on this page is lost, and events were received all the time."
    >
      <PasswordForm session={session} onBack={goOn} />
    </Dialog>
  );
}
