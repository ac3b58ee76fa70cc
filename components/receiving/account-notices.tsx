"use client";

import { useQuery } from "@tanstack/react-query";
import { receiverStateQuery } from "@/lib/api-client/receiver/receiver-queries";
import { useLiveStream } from "@/lib/api-client/stream/live-stream";
import { webhooksQuery } from "@/lib/api-client/webhooks/webhook-queries";
import { Button } from "../ui/controls/button";
import { Notice } from "../ui/notices/notice";
import { DiskNearlyFullNotice, ReceivingFailsNotice } from "./disk-notices";
import { NotStoredNotice } from "./not-stored-notice";
import { SwitchedOffNotice } from "./switched-off-notice";
import { WaitingNotice } from "./waiting-notice";

/** Hookline was updated after the page was loaded, so the page can't read what it sends. */
function UpdatedNotice() {
  return (
    <Notice
      tone="waiting"
      role="status"
      title="Hookline was updated"
      action={
        <Button size="sm" onClick={() => location.reload()}>
          Reload
        </Button>
      }
    >
      This page can't read all that Hookline sends now. Events are missing here until it is
      reloaded.
    </Notice>
  );
}

interface AccountNoticesProps {
  readonly accountId: string;
  /** What the page is about: what is missing in a list of events is told where there is one. */
  readonly page: "events" | "calls" | "deliveries" | "webhooks" | "accounts" | "keys";
}

/**
 * Says, above everything else, what is wrong with receiving this account's events. On whichever
 * page an operator comes back, Kazoo's list of webhooks is compared with what was known of it.
 */
export function AccountNotices({ accountId, page }: AccountNoticesProps) {
  const receiver = useQuery(receiverStateQuery(accountId));
  const switchedOff = useQuery(webhooksQuery(accountId)).data?.switchedOff ?? [];
  const state = receiver.data;
  const showsEvents = page === "events";
  const { unreadable } = useLiveStream();
  const isFailing = state !== undefined && state.failingSince !== null;
  return (
    <div className="flex max-h-[42dvh] shrink-0 flex-col gap-3 overflow-y-auto border-line border-b px-4 py-3 empty:hidden md:px-6">
      {unreadable && <UpdatedNotice />}
      {state?.notStored && showsEvents && (
        <NotStoredNotice accountId={accountId} notStored={state.notStored} />
      )}
      {state && state.failingSince !== null && <ReceivingFailsNotice since={state.failingSince} />}
      {state?.paused === "disk" && !isFailing && <DiskNearlyFullNotice waiting={state.waiting} />}
      {state && state.paused !== "disk" && showsEvents && <WaitingNotice state={state} />}
      {switchedOff.length > 0 && (
        <SwitchedOffNotice accountId={accountId} switchedOff={switchedOff} />
      )}
    </div>
  );
}
