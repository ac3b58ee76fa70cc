import { dirname } from "node:path";
import { nodeDisk } from "@/lib/spool/node-disk";
import { readNotStoredFiles } from "@/lib/spool/not-stored-file";
import { openSpoolReader } from "@/lib/spool/open-spool-reader";
import { openRejected } from "@/lib/spool/rejected";
import { spoolId } from "@/lib/spool/spool-id";
import { spoolWaiting } from "@/lib/spool/waiting";
import { createDrain, type Drain } from "./drain";
import type { DrainState, DrainTold } from "./drain-told";
import type { DrainSink, NotStoredCount } from "./sink";

const tellEveryMs = 200;

/** What is drained, and how. Crosses from one thread to another. */
export interface SpoolDrainSettings {
  /** The spool's. */
  readonly folder: string;
  /** Bounds what a compressed body may become. */
  readonly inflateLimitBytes: number;
  /**
   * Of the spool's disk. With less free than this, nothing is moved into a database on the same
   * disk.
   */
  readonly minFreeBytes: number;
  /** Null: the database lies elsewhere. */
  readonly databaseFile: string | null;
}

interface SpoolDrainParts {
  readonly sink: DrainSink;
  readonly tell: (told: DrainTold) => void;
  /** Called each second: the database gives back room that it holds in advance. */
  readonly releaseRoom?: () => void;
}

/** An error as it can be told to another thread, with SQLite's or PostgreSQL's code. */
function plainOf(entry: object): object {
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) => {
      if (!(value instanceof Error)) return [name, value];
      const code = "code" in value ? value.code : undefined;
      return [name, { message: value.message, stack: value.stack, code }];
    }),
  );
}

function isDiskLow({ folder, databaseFile, minFreeBytes }: SpoolDrainSettings): boolean {
  if (databaseFile === null) return false;
  if (nodeDisk.deviceId(folder) !== nodeDisk.deviceId(dirname(databaseFile))) return false;
  return nodeDisk.freeBytes(folder) < minFreeBytes;
}

function notStoredIn(folder: string): NotStoredCount[] {
  return readNotStoredFiles(nodeDisk, folder).flatMap(({ reporter, tallies }) =>
    tallies.map((tally) => ({ reporter, ...tally })),
  );
}

/** Drains the spool of a folder, and tells how that goes; started at once. */
export function startSpoolDrain(settings: SpoolDrainSettings, parts: SpoolDrainParts): Drain {
  const { folder, inflateLimitBytes } = settings;
  const { sink, tell, releaseRoom } = parts;
  const waiting = spoolWaiting(nodeDisk, folder);
  const log = (level: "warn" | "error") => (entry: object, message: string) =>
    tell({ kind: "log", level, entry: plainOf(entry), message });
  const drain = createDrain({
    spool: spoolId(nodeDisk, folder),
    reader: openSpoolReader({ disk: nodeDisk, folder }),
    waiting,
    sink,
    rejected: openRejected(nodeDisk, folder),
    logger: { warn: log("warn"), error: log("error") },
    inflateLimitBytes,
    readNotStored: () => notStoredIn(folder),
    isDiskLow() {
      releaseRoom?.();
      return isDiskLow(settings);
    },
    onCommit: ({ newest }, { segment, end }) => tell({ kind: "stored", newest, segment, end }),
  });

  let told = "";
  function tellState(): void {
    const state: DrainState = {
      status: drain.status(),
      waiting: [...waiting.byScopeTag()],
      positions: Object.fromEntries(drain.positions()),
    };
    const text = JSON.stringify(state);
    if (text !== told) tell({ kind: "state", state });
    told = text;
  }
  const telling = setInterval(tellState, tellEveryMs);

  drain.start();
  return {
    ...drain,
    async end() {
      clearInterval(telling);
      await drain.end();
      tellState();
    },
  };
}
