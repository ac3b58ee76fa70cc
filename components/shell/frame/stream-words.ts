import type { KazooState } from "@/lib/api-client/request/kazoo-link";
import type { StreamState } from "@/lib/api-client/stream/follow-account";
import { clockTime } from "@/lib/format/instant";

interface StreamWords {
  readonly word: string;
  readonly meaning: string;
  readonly look: "ok" | "failing" | "waiting" | "pending" | "reconnecting";
}

interface Known extends Omit<StreamState, "outdated"> {
  readonly held: boolean;
  readonly kazoo: KazooState;
  /** Whether the browser has a network. */
  readonly online: boolean;
  /** Whether every webhook that sends to this account's receiver is off. */
  readonly isFeedOff: boolean;
}

/** The stream's state in words: only what the page can know, nothing it hopes. */
export function streamWords(known: Known): StreamWords {
  const { connection, lostAt, caughtUp, problem, unreadable, held, online } = known;
  const since = lostAt === null ? "" : ` since ${clockTime(lostAt).slice(0, 5)}`;
  if (connection === "offline" && !online) {
    return {
      word: `Offline${since}`,
      meaning:
        "This device has no network. What Hookline receives meanwhile is shown once it is back.",
      look: "failing",
    };
  }
  if (connection === "offline") {
    return {
      word: `Hookline unreachable${since}`,
      meaning:
        "Hookline does not answer. If all of it is down, events that Kazoo sends now may be missing; if only this console or the way to it is, they are kept and shown once it is back.",
      look: "failing",
    };
  }
  if (connection === "reconnecting") {
    return {
      word: "Reconnecting",
      meaning: "The connection broke. What Hookline receives meanwhile is shown when it is back.",
      look: "reconnecting",
    };
  }
  if (connection === "refused") {
    return {
      word: "No stream",
      meaning: `Hookline does not send this account's events. ${problem ?? "The page says why."}`,
      look: "failing",
    };
  }
  if (unreadable) {
    return {
      word: "Reload the page",
      meaning: "Hookline was updated after this page was loaded, so the page misses events.",
      look: "failing",
    };
  }
  if (known.kazoo === "unreachable") {
    return {
      word: "Kazoo unreachable",
      meaning:
        "Kazoo did not answer Hookline. Stored events can be read; webhooks can't be changed.",
      look: "failing",
    };
  }
  if (known.kazoo === "slow") {
    return {
      word: "Waiting for Kazoo",
      meaning:
        "Kazoo has not answered Hookline for several seconds. Hookline is still waiting; stored events can be read.",
      look: "waiting",
    };
  }
  if (connection === "connecting") {
    return { word: "Connecting", meaning: "Opening the live stream.", look: "pending" };
  }
  if (known.isFeedOff) {
    return {
      word: "Webhooks off",
      meaning:
        "The stream is open, but every webhook that sends here is off, so no event can arrive.",
      look: "failing",
    };
  }
  if (held) {
    return {
      word: "Paused",
      meaning: "The list holds still. Events go on being received and counted.",
      look: "waiting",
    };
  }
  return {
    word: caughtUp ? `Live · caught up ${caughtUp}` : "Live",
    meaning: "Events appear as Kazoo delivers them.",
    look: "ok",
  };
}
