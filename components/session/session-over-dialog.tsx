"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState, useSyncExternalStore } from "react";
import { useSession } from "@/lib/api-client/session-context";
import { sessionGate } from "@/lib/api-client/session-gate";
import { probeSession } from "@/lib/api-client/session-queries";
import type { SessionView } from "@/lib/domain/session";
import { Button } from "../ui/button";
import { Dialog, DialogFooter } from "../ui/dialog";
import { Field } from "../ui/field";
import { LoginProblemNotice } from "./login-problem-notice";
import { PasswordInput } from "./password-input";
import { useLogin } from "./use-login";

function PasswordForm({
  session,
  onBack,
}: {
  session: SessionView;
  onBack: (s: SessionView) => void;
}) {
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const login = useLogin(onBack);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    await login.submit({
      cluster: session.cluster,
      accountName: session.account.name,
      username: session.operator.username,
      password,
    });
    setBusy(false);
  };
  const elsewhere = `/login?next=${encodeURIComponent(location.pathname + location.search)}`;
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
        <Button asChild look="quiet">
          <a href={elsewhere}>Log in as somebody else</a>
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

/** Another tab may have logged in meanwhile: then this one just goes on. */
function useReturnOfSession(over: boolean): void {
  useEffect(() => {
    if (!over) return;
    const look = () => {
      if (document.visibilityState !== "visible") return;
      probeSession().then(
        () => sessionGate.reopen(),
        () => {},
      );
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [over]);
}

/** Asks for the password over the page when the session is over; what is on the page stays. */
export function SessionOverDialog() {
  const session = useSession();
  const client = useQueryClient();
  const over = useSyncExternalStore(sessionGate.subscribe, sessionGate.isOver, () => false);
  useReturnOfSession(over);
  const goOn = (renewed: SessionView) => {
    // Kazoo lets accounts share a name: another account's page must not go on with this one's work.
    if (renewed.account.id !== session.account.id || renewed.cluster !== session.cluster) {
      location.assign("/");
      return;
    }
    client.setQueryData(["session"], renewed);
    sessionGate.reopen();
    void client.refetchQueries({ predicate: (query) => query.state.status === "error" });
  };
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
