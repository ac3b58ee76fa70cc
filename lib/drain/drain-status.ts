/** What was received and isn't in the database yet. */
export interface WaitingDeliveries {
  readonly deliveries: number;
  readonly bytes: number;
  /** Unix milliseconds; null when nothing waits. */
  readonly oldestReceivedAt: number | null;
}

/** How the draining of this process's spool goes. */
export interface DrainStatus {
  /** Of all accounts together. */
  readonly waiting: WaitingDeliveries;
  /** Why nothing is taken out just now: the database is away, or the disk is nearly full. */
  readonly paused: "database" | "disk" | null;
  /** Why the last attempt failed, in a sentence; null after one that did not. */
  readonly lastError: string | null;
  /** Unix milliseconds; null before the first. */
  readonly lastCommitAt: number | null;
  /** All that follows: since the process started. Events that were stored, and how many of them are… */
  readonly stored: number;
  readonly repeats: number;
  readonly quarantined: number;
  /** Records whose bytes on disk are damaged, and stretches that hold none. */
  readonly damaged: number;
  /** Records that the database doesn't take in any form, set aside in `rejected`. */
  readonly rejected: number;
}
