"use client";

import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { useOnline } from "@/components/ui/behaviour/use-online";
import { classNames } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import { kazooLink } from "@/lib/api-client/request/kazoo-link";
import { useLiveStream } from "@/lib/api-client/stream/live-stream";
import { webhooksQuery } from "@/lib/api-client/webhooks/webhook-queries";
import { feedOf } from "@/lib/domain/webhook-feed";
import { useAccountSection } from "../account/use-account-section";
import { streamWords } from "./stream-words";

const steady = "border-2 border-current";
const dots = {
  ok: "bg-ok",
  failing: "bg-failing",
  waiting: `${steady} text-waiting`,
  pending: `${steady} text-ink-faint`,
  reconnecting: `${steady} text-waiting motion-safe:animate-pulse`,
};

/** The state of the live stream, always at the same place. */
export function StreamLight() {
  const stream = useLiveStream();
  const online = useOnline();
  const kazoo = useSyncExternalStore(
    kazooLink.subscribe,
    kazooLink.state,
    () => "answers" as const,
  );
  const { accountId } = useAccountSection();
  const webhooks = useQuery(webhooksQuery(accountId)).data;
  const isFeedOff = webhooks !== undefined && feedOf(webhooks.items) === "off";
  const { word, meaning, look } = streamWords({ ...stream, kazoo, online, isFeedOff });
  return (
    <Tooltip text={meaning} side="bottom">
      <output className="nums flex h-8 min-w-16 shrink-0 items-center justify-end gap-2 text-ink-soft text-xs">
        {word}
        <span className={classNames("size-2 shrink-0 rounded-full", dots[look])} aria-hidden />
      </output>
    </Tooltip>
  );
}
