import type { PruneLimits, PruneStep } from "../../store";
import type { PrunedAnswer } from "../protocol";
import { isOfTheDatabase } from "./database-failure";
import type { Connection } from "./open-database";
import { prepareDropEvents } from "./prune/drop-events";
import { type DueEvents, prepareDueEvents } from "./prune/due-events";
import { createFileRoom } from "./prune/file-room";
import { createTextTidier } from "./prune/text-tidier";

/**
 * One short step of retention: drops some events beyond the limits, tidies the text index up, or
 * gives some pages back to the disk.
 */
export function createPruner(
  connection: Connection,
  file: string,
): (limits: PruneLimits) => PrunedAnswer {
  const room = createFileRoom(connection, file);
  const due = prepareDueEvents(connection, room);
  const drop = prepareDropEvents(connection);
  const tidyStep = createTextTidier(connection);
  // Set once everything due is dropped; events that become due meanwhile wait for the next run.
  let isShrinking = false;

  function tidy(): boolean {
    try {
      return tidyStep();
    } catch (cause) {
      // It takes room, too. On a full disk dropping events has to go on without it.
      if (isOfTheDatabase(cause)) return false;
      throw cause;
    }
  }

  function dropped(events: DueEvents, now: number): Omit<PruneStep, "tookMs"> {
    return { dropped: drop(events, now), reason: events.reason, more: true };
  }

  function step(limits: PruneLimits): Omit<PruneStep, "tookMs"> {
    if (!isShrinking) {
      const beyond = due.byAgeOrAccount(limits);
      if (beyond) return dropped(beyond, limits.now);
      // First, or events would have to go for entries of events that are long gone.
      if (tidy()) return { dropped: 0, reason: null, more: true };
      const tooLarge = due.byRoom(limits);
      if (tooLarge) return dropped(tooLarge, limits.now);
    }
    if (isShrinking) room.shrink();
    isShrinking = room.isWorthShrinking(limits);
    return { dropped: 0, reason: null, more: isShrinking };
  }

  return (limits) => {
    const startedAt = performance.now();
    const done = step(limits);
    return { kind: "pruned", ...done, tookMs: performance.now() - startedAt };
  };
}
