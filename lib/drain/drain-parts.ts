import type { Rejected } from "@/lib/spool/rejected";
import type { SpoolPlace, SpoolReader } from "@/lib/spool/spool";
import type { SpoolWaiting } from "@/lib/spool/waiting";
import type { DrainCommit, DrainSink, NotStoredCount } from "./sink";
import type { DrainLog } from "./store-group";

export interface DrainParts {
  /** The spool's id. */
  readonly spool: string;
  readonly reader: SpoolReader;
  readonly waiting: SpoolWaiting;
  readonly sink: DrainSink;
  readonly rejected: Pick<Rejected, "put" | "putDamaged">;
  readonly logger: DrainLog;
  /** Bounds what a compressed body may become. */
  readonly inflateLimitBytes: number;
  /** What receivers say they could not store. */
  readonly readNotStored: () => readonly NotStoredCount[];
  /** Whether so little room is left that the database must take none of it; asked each second. */
  readonly isDiskLow: () => boolean;
  readonly onCommit: (commit: DrainCommit, place: SpoolPlace) => void;
  /** Unix milliseconds. */
  readonly now?: (() => number) | undefined;
}
