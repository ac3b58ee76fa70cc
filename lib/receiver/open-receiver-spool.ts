import { join } from "node:path";
import type { AccountScope } from "@/lib/domain/account";
import { nodeDisk } from "@/lib/spool/node-disk";
import { openSpoolWriter } from "@/lib/spool/open-spool-writer";
import { openReserve } from "@/lib/spool/reserve";
import type { SpoolWriter } from "@/lib/spool/spool";
import type { SparseLog } from "./log/sparse-log";

/** Where a receiver puts deliveries, and counts those that it could not put there. */
export interface ReceiverSpool {
  readonly writer: Pick<SpoolWriter, "append" | "pending">;
  /** One more was answered 200 and is not stored, at Unix milliseconds. */
  addNotStored(scope: AccountScope, at: number): void;
  /** Makes what can wait until deliveries are taken. */
  prepare(): void;
  close(): Promise<void>;
}

interface SpoolSettings {
  readonly dataDir: string;
  readonly spoolReserveBytes: number;
}

export function openReceiverSpool(settings: SpoolSettings, log: SparseLog): ReceiverSpool {
  const folder = join(settings.dataDir, "spool");
  const onTrouble = (message: string, cause: unknown): void => {
    log.note("error", message, message, { err: cause });
  };
  const disk = nodeDisk;
  const bytes = settings.spoolReserveBytes;
  const reserve = openReserve({ disk, folder, bytes, onTrouble });
  const writer = openSpoolWriter({ disk, folder, reserve, onTrouble });
  return {
    writer,
    addNotStored() {},
    prepare: () => void reserve.restore(),
    async close() {
      await writer.close();
      await reserve.close();
    },
  };
}
