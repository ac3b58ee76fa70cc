"use client";

import { useState } from "react";
import { serverClock } from "@/lib/api-client/request/server-clock";
import type { NotStored } from "@/lib/domain/not-stored";
import { deliveriesInWords } from "@/lib/format/count";
import { betweenInWords } from "@/lib/format/instant";
import { Button } from "../ui/controls/button";
import { Notice } from "../ui/notices/notice";
import { AcknowledgeDialog } from "./acknowledge-dialog";

interface NotStoredNoticeProps {
  readonly accountId: string;
  readonly notStored: NotStored;
}

/** How many deliveries were not stored, until somebody says that they have seen it. */
export function NotStoredNotice({ accountId, notStored }: NotStoredNoticeProps) {
  const [seen, setSeen] = useState<NotStored | null>(null);
  const { count, firstAt, lastAt } = notStored;
  return (
    <>
      <Notice
        tone="failing"
        role="alert"
        title={`${deliveriesInWords(count)} ${count === 1 ? "was" : "were"} not stored and ${count === 1 ? "is" : "are"} missing below`}
        action={
          <Button
            size="sm"
            className="max-md:h-10 max-md:w-full"
            onClick={() => setSeen(notStored)}
          >
            Acknowledge
          </Button>
        }
      >
        {count === 1 ? "It" : "They"} came {betweenInWords(firstAt, lastAt, serverClock.now())}. The
        disk took no deliveries for so long that Kazoo was answered 200, or it would have switched
        the webhook off.
      </Notice>
      {seen && (
        <AcknowledgeDialog accountId={accountId} seen={seen} onClose={() => setSeen(null)} />
      )}
    </>
  );
}
