import { join } from "node:path";
import type { AccountScope } from "@/lib/domain/account";
import { nodeDisk } from "@/lib/spool/node-disk";
import { type NotStoredFile, openNotStoredFile } from "@/lib/spool/not-stored-file";
import { openSpoolWriter } from "@/lib/spool/open-spool-writer";
import { openReserve } from "@/lib/spool/reserve";
import type { SpoolWriter } from "@/lib/spool/spool";
import type { SparseLog } from "./log/sparse-log";

/** Where a receiver puts deliveries, and counts those that it could not put there. */
export interface ReceiverSpool {
  readonly writer: Pick<SpoolWriter, "append" | "probe" | "pending">;
  /** One more was answered 200 and is not stored, at Unix milliseconds. */
  addNotStored(scope: AccountScope, at: number): void;
  /** Makes what can wait until deliveries are taken. */
  prepare(): void;
  close(): Promise<void>;
}

interface SpoolOptions {
  readonly dataDir: string;
  readonly reserveBytes: number;
  /** The receiver process, by an id that no other ever has. */
  readonly receiver: string;
  readonly log: SparseLog;
}

export function openReceiverSpool(options: SpoolOptions): ReceiverSpool {
  const { dataDir, reserveBytes: bytes, receiver: reporter, log } = options;
  const folder = join(dataDir, "spool");
  const onTrouble = (message: string, cause: unknown): void => {
    log.note("error", message, message, { err: cause });
  };
  const where = { disk: nodeDisk, folder, onTrouble };
  const reserve = openReserve({ ...where, bytes });
  // The receiver's own limits bound what is pending, key by key.
  const maxPendingBytes = Number.POSITIVE_INFINITY;
  const writer = openSpoolWriter({ ...where, reserve, maxPendingBytes });
  let notStored: NotStoredFile | null = null;
  function notStoredFile(): NotStoredFile {
    notStored ??= openNotStoredFile({ ...where, reporter });
    return notStored;
  }
  return {
    writer,
    addNotStored: (scope, at) => notStoredFile().count(scope, at),
    prepare() {
      notStoredFile();
      void reserve.restore();
    },
    async close() {
      await writer.close();
      await notStored?.close();
      await reserve.close();
    },
  };
}
