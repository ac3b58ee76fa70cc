"use client";

import { useState } from "react";
import { useServerNow } from "@/lib/api-client/request/server-clock";
import type { ReceiverState } from "@/lib/domain/receiver-state";
import { deliveriesInWords } from "@/lib/format/count";
import { duration } from "@/lib/format/duration";
import { Notice } from "../ui/notices/notice";
import { isToldOf, waitingSeconds } from "./waiting-age";

const tickMs = 1_000;

interface WaitingNoticeProps {
  readonly state: ReceiverState;
}

function Told({ state }: WaitingNoticeProps) {
  const now = useServerNow(tickMs);
  const count = state.waiting?.deliveries ?? 0;
  const what = `${deliveriesInWords(count)} ${count === 1 ? "is" : "are"} waiting for the database`;
  const why =
    state.paused === "database"
      ? "The database takes nothing just now."
      : "They come, or came, faster than the database takes them.";
  return (
    <>
      <Notice
        tone="waiting"
        title={
          <span className="nums">
            {what}, oldest {duration(waitingSeconds(state, now - state.readAt))}
          </span>
        }
      >
        {why} Nothing is missing: they are safe on disk, Kazoo notices nothing, and they appear
        below by themselves.
      </Notice>
      {/* Read out once; the numbers above move each second. */}
      <output className="sr-only">Deliveries are waiting for the database.</output>
    </>
  );
}

/** How much is on disk and not in the list yet; there only once that has lasted for seconds. */
export function WaitingNotice({ state }: WaitingNoticeProps) {
  const [isTold, setTold] = useState(false);
  const tells = isToldOf(state, isTold);
  if (tells !== isTold) setTold(tells);
  return tells ? <Told state={state} /> : null;
}
