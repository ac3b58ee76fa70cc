import type { DrainStatus, WaitingDeliveries } from "./drain-status";
import type { DrainCommit } from "./sink";

/** What a drain tells from its thread. */
export type DrainTold =
  | {
      readonly kind: "stored";
      readonly newest: DrainCommit["newest"];
      /** Up to where the database has a segment now. */
      readonly segment: string;
      readonly end: number;
    }
  | { readonly kind: "state"; readonly state: DrainState }
  | {
      readonly kind: "log";
      readonly level: "warn" | "error";
      readonly entry: object;
      readonly message: string;
    };

/** Told when it has changed, a few times a second at most. */
export interface DrainState {
  readonly status: DrainStatus;
  /** By scopeTag(scope). */
  readonly waiting: readonly (readonly [string, WaitingDeliveries])[];
  /** Up to where the database has each segment. */
  readonly positions: Readonly<Record<string, number>>;
}
