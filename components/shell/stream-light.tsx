"use client";

import { useSyncExternalStore } from "react";
import { kazooLink } from "@/lib/api-client/kazoo-link";
import { useLiveStream } from "@/lib/api-client/live-stream";
import { clockTime } from "@/lib/format/instant";
import { classNames } from "../ui/class-names";
import { Tooltip } from "../ui/tooltip";

interface Light {
  readonly word: string;
  readonly meaning: string;
  readonly dot: string;
}

const steady = "border-2 border-current";

function useLight(): Light {
  const { connection, lostAt, caughtUp, held } = useLiveStream();
  const reachable = useSyncExternalStore(kazooLink.subscribe, kazooLink.isReachable, () => true);
  const since = lostAt === null ? "" : ` since ${clockTime(lostAt).slice(0, 5)}`;
  if (connection === "offline") {
    return {
      word: `Offline${since}`,
      meaning: "No connection to Hookline. Events are still received; they appear once it is back.",
      dot: "bg-failing",
    };
  }
  if (connection === "reconnecting") {
    return {
      word: "Reconnecting",
      meaning: "The connection broke. What arrives meanwhile is shown when it is back.",
      dot: `${steady} text-waiting motion-safe:animate-pulse`,
    };
  }
  if (!reachable) {
    return {
      word: "Kazoo unreachable",
      meaning:
        "Kazoo did not answer Hookline. Stored events can be read; webhooks can't be changed.",
      dot: "bg-failing",
    };
  }
  if (connection === "connecting") {
    return {
      word: "Connecting",
      meaning: "Opening the live stream.",
      dot: `${steady} text-ink-faint`,
    };
  }
  if (connection === "refused") {
    return {
      word: "No stream",
      meaning: "Hookline does not send this account's events. The page says why.",
      dot: "bg-failing",
    };
  }
  if (held) {
    return {
      word: "Paused",
      meaning: "The list holds still. Events go on being received and counted.",
      dot: `${steady} text-waiting`,
    };
  }
  return {
    word: caughtUp ? `Live · caught up ${caughtUp}` : "Live",
    meaning: "Events appear as Kazoo delivers them.",
    dot: "bg-ok",
  };
}

/** The state of the live stream, always at the same place. */
export function StreamLight() {
  const { word, meaning, dot } = useLight();
  return (
    <Tooltip text={meaning} side="bottom">
      <output className="nums flex h-8 min-w-16 shrink-0 items-center justify-end gap-2 text-ink-soft text-xs">
        {word}
        <span className={classNames("size-2 shrink-0 rounded-full", dot)} aria-hidden />
      </output>
    </Tooltip>
  );
}
