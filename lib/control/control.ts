/**
 * What receivers and the console tell each other over the console's control socket: HTTP with JSON
 * bodies, in a folder that only their user can enter.
 *
 * POST /report            ReceiverReport → ReportAnswer. Each second: counters, and a sign of life.
 * GET  /keys/:digest      → 200 KeyAnswer after a look in the database, 503 while that can't be asked.
 * GET  /committed         → JSON lines of CommittedPlaces, for ACKNOWLEDGE=database.
 */
export const controlSocketName = "control.sock";
export const pagesSocketName = "pages.sock";
/** Environment of both programs: the folder of the two sockets. */
export const socketFolderVariable = "HOOKLINE_SOCKETS";
/** Environment of the receiver: the descriptor of the bound port; absent: it opens the port itself. */
export const listenFdVariable = "HOOKLINE_LISTEN_FD";

/**
 * Set on each request that is passed to the console; headers of these names from outside are
 * dropped first.
 */
export const clientAddressHeader = "x-hookline-client-address";
export const internalHeaderPrefix = "x-hookline-";

/** Upper bounds, in seconds, of delivery durations. */
export const durationBounds = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1] as const;

/** Counted since the receiver started; plain additions. */
export interface DeliveryCounts {
  /** 200, after the sync (or the commit). */
  stored: number;
  /** 503 and Retry-After, on the ladder's first rung. */
  held: number;
  /** A plain 503 on the second. */
  failed: number;
  /** 200 on the third: lost. */
  notStored: number;
  /** 503 and Retry-After: beyond a key's rate, bytes, uploads or connections. */
  limited: number;
  /** 404. */
  unknownKey: number;
  /** 503 and Retry-After: a well-formed key that could not be looked up yet. */
  undecidedKey: number;
  /** 405. */
  badMethod: number;
  /** 413. */
  tooLarge: number;
  /** 400, 408, 411, 431. */
  malformed: number;
  /** The sender went away. */
  aborted: number;
  /** ACKNOWLEDGE=database: answered from the spool because the database was away for too long. */
  notYetSafe: number;
  /** Bodies and queries that came whole under a known key. */
  receivedBytes: number;
}

export interface DurationCounts {
  /** One more than bounds: what took longer. */
  readonly counts: readonly number[];
  readonly sumSeconds: number;
}

export interface ReceiverReport {
  /** An id that no other receiver process ever has. */
  readonly receiver: string;
  readonly deliveries: DeliveryCounts;
  readonly durations: DurationCounts;
  /** Since when nothing can be appended to the spool, Unix milliseconds; null while it can. */
  readonly failingSince: number | null;
  /** Appended and not yet synced. */
  readonly pending: { readonly records: number; readonly bytes: number };
  readonly memoryBytes: number;
  readonly cpuSeconds: number;
}

export interface ReportAnswer {
  readonly ok: true;
}

export interface KeyAnswer {
  readonly known: boolean;
}

/** Up to where the database has each segment. */
export type CommittedPlaces = Readonly<Record<string, number>>;

/** From a child to the supervisor. */
export type ChildMessage =
  | { readonly kind: "ready" }
  /** It can't run, and a restart would not help: wrong settings, a foreign console. */
  | { readonly kind: "unusable"; readonly message: string };

/** From the supervisor to a child. */
export type SupervisorMessage =
  /** End within so many milliseconds. */
  | { readonly kind: "stop"; readonly timeoutMs: number }
  /** To a receiver: a new one listens; stop accepting, end when Kazoo's connections are gone. */
  | { readonly kind: "retire" };

/** Exit code of a child that said it is unusable. */
export const unusableExitCode = 78;
