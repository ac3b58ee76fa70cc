"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { leavePage } from "@/lib/api-client/session/leave-page";
import { pageSession } from "@/lib/api-client/session/page-session";
import { useSession } from "@/lib/api-client/session/session-context";
import { probeSession } from "@/lib/api-client/session/session-queries";
import type { SessionView } from "@/lib/domain/session";
import { Button } from "../ui/controls/button";
import { Dialog, DialogFooter } from "../ui/overlays/dialog";

const inWords = ({ operator, account }: SessionView) => `${operator.username} (${account.name})`;

/**
 * Says that another tab logged in as another user. The page keeps everything that is typed until
 * the operator leaves it or its own user is back.
 */
export function SessionChangedDialog() {
  const session = useSession();
  const client = useQueryClient();
  const changed = useSyncExternalStore(pageSession.subscribe, pageSession.hasChanged, () => false);
  const [now, setNow] = useState<SessionView | null>(null);
  const [isSetAside, setAside] = useState(false);
  const meet = useEffectEvent((found: SessionView) => {
    setNow(found);
    if (found.identity !== session.identity) return;
    pageSession.reportReturn();
    void client.refetchQueries({ predicate: (query) => query.state.status === "error" });
  });
  useEffect(() => {
    if (!changed) return;
    const look = () => {
      if (document.visibilityState !== "visible") return;
      setAside(false);
      probeSession().then(meet, () => setNow(null));
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [changed]);
  return (
    <Dialog
      open={changed && !isSetAside}
      onOpenChange={() => setAside(true)}
      title="Somebody else is logged in now"
      description={
        <>
          This page belongs to {inWords(session)}. In another tab,{" "}
          {now ? inWords(now) : "another user"} logged in, and all tabs of a browser share one
          login. What you typed is still here, but it can't be saved until{" "}
          {session.operator.username} logs in again.
        </>
      }
    >
      <DialogFooter>
        <Button onClick={() => setAside(true)}>Stay on this page</Button>
        <Button look="primary" onClick={() => leavePage(session, now)}>
          {now ? `Go on as ${now.operator.username}` : "Load the page again"}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
