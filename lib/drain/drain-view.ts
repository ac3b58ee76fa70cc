import type { Logger } from "@/lib/config/logger";
import type { AccountScope } from "@/lib/domain/account";
import { scopeTag } from "@/lib/spool/segment/scope-tag";
import type { DrainStatus, WaitingDeliveries } from "./drain-status";
import type { DrainState, DrainTold } from "./drain-told";

/** The drain as it is seen from the thread that answers. */
export interface DrainView {
  status(): DrainStatus;
  waitingOf(scope: AccountScope): WaitingDeliveries;
  /** To be given all that the drain tells. */
  told(told: DrainTold): void;
}

interface DrainViewParts {
  readonly onStored: (scope: AccountScope, sequence: number) => void;
  /** Up to where the database has each segment; called whenever that has changed. */
  readonly onCommitted: (positions: Readonly<Record<string, number>>) => void;
  readonly logger: Pick<Logger, "warn" | "error">;
}

const nothing: WaitingDeliveries = { deliveries: 0, bytes: 0, oldestReceivedAt: null };

const before: DrainState = {
  status: {
    waiting: nothing,
    paused: null,
    lastError: null,
    lastCommitAt: null,
    stored: 0,
    repeats: 0,
    quarantined: 0,
    damaged: 0,
    rejected: 0,
  },
  waiting: [],
  positions: {},
};

export function createDrainView(parts: DrainViewParts): DrainView {
  const { onStored, onCommitted, logger } = parts;
  let state = before;
  let waiting = new Map(state.waiting);
  let positions: Record<string, number> = {};

  return {
    status: () => state.status,
    waitingOf: (scope) => waiting.get(scopeTag(scope)) ?? nothing,
    told(told) {
      switch (told.kind) {
        case "stored":
          positions = { ...positions, [told.segment]: told.end };
          for (const { scope, sequence } of told.newest) onStored(scope, sequence);
          onCommitted(positions);
          break;
        case "state":
          state = told.state;
          waiting = new Map(state.waiting);
          positions = { ...state.positions };
          onCommitted(positions);
          break;
        case "log":
          logger[told.level](told.entry, told.message);
          break;
      }
    },
  };
}
