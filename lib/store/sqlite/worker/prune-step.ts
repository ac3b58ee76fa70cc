import type { PruneLimits, PruneStep } from "../../store";
import type { PrunedAnswer } from "../protocol";
import type { Connection } from "./open-database";
import { prepareDropEvents } from "./prune/drop-events";
import { prepareDueEvents } from "./prune/due-events";
import { createFileRoom } from "./prune/file-room";

/**
 * One short step of retention: drops some events beyond the limits, or, when none is left, gives
 * some pages back to the disk.
 */
export function createPruner(
  connection: Connection,
  file: string,
): (limits: PruneLimits) => PrunedAnswer {
  const room = createFileRoom(connection, file);
  const due = prepareDueEvents(connection, room);
  const drop = prepareDropEvents(connection);
  // Once all was dropped that had to go; what comes meanwhile is left to the next run.
  let isShrinking = false;

  function step(limits: PruneLimits): Omit<PruneStep, "tookMs"> {
    const events = isShrinking ? null : due(limits);
    if (events) return { dropped: drop(events, limits.now), reason: events.reason, more: true };
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
