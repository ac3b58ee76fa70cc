import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCommittedFeed } from "@/lib/control/committed-feed";
import { type CommittedPlaces, controlSocketName } from "@/lib/control/control";
import { startControlServer } from "@/lib/control/control-server";
import { createReceiverReports, type ReceiverSums } from "@/lib/control/receiver-reports";
import { silentLogger } from "../store/sqlite-event-store";

export interface ControlConsole {
  /** For HOOKLINE_SOCKETS. */
  readonly folder: string;
  sums(): ReceiverSums;
  publish(places: CommittedPlaces): void;
  close(): Promise<void>;
}

/** Of the console, what receivers talk to: its real control server. Starts when told to. */
export function controlConsole(isKnownKey: (digest: string) => Promise<boolean>) {
  const folder = mkdtempSync(join(tmpdir(), "hookline-sockets-"));
  return {
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
    async start(): Promise<ControlConsole> {
      const receivers = createReceiverReports();
      const committed = createCommittedFeed();
      const parts = { receivers, committed, isKnownKey, logger: silentLogger };
      const server = await startControlServer(join(folder, controlSocketName), parts);
      return { folder, sums: receivers.reports, publish: committed.publish, close: server.close };
    },
  };
}
