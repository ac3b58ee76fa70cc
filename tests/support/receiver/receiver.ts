import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildReceiver, type Receiver, type ReceiverChanges } from "@/lib/build-receiver";
import { createPlainLogger } from "@/lib/config/plain-logger";
import { parseReceiverSettings } from "@/lib/config/receiver-settings";
import { listen } from "@/lib/receiver/lifecycle/listen";
import type { SpoolRecord } from "@/lib/spool/spool";
import { acmeKey, writeTestKeys } from "./receiver-keys";
import { spoolRecords } from "./spool-records";

export interface TestReceiver extends Pick<Receiver, "server" | "prepare" | "report" | "retire"> {
  readonly port: number;
  readonly dataDir: string;
  /** A key of the account `acme`. */
  readonly key: string;
  /** All that was received so far, as the drain would read it. */
  records(): SpoolRecord[];
  /** Those since the last call of this. */
  newRecords(): SpoolRecord[];
  log(): string;
  /** Resolves once the newest connection has read that many bytes. */
  bytesRead(count: number): Promise<void>;
  /** A connection that stays open until the end. */
  connect(): Socket;
  /** As the supervisor would end it. */
  end(timeoutMs: number): Promise<void>;
  /** At once, with all connections. */
  stop(): Promise<void>;
}

export interface TestReceiverOptions {
  /** Settings by their variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** Default: a folder of its own with a file of keys, which the end removes. */
  readonly dataDir?: string;
  readonly changes?: ReceiverChanges;
}

export function temporaryDataDir(): { dataDir: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "hookline-receiver-"));
  return {
    dataDir: join(folder, "data"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function ownDataDir(): Promise<{ dataDir: string; remove(): void }> {
  const own = temporaryDataDir();
  await writeTestKeys(own.dataDir);
  return own;
}

/** The real receiver in this process, on a real port and a real spool. */
export async function startReceiver(options: TestReceiverOptions = {}): Promise<TestReceiver> {
  const given = options.dataDir && { dataDir: options.dataDir, remove: () => {} };
  const { dataDir, remove } = given || (await ownDataDir());
  const defaults = { DATA_DIR: dataDir, PORT: "0", HOST: "127.0.0.1", SPOOL_RESERVE_BYTES: "0" };
  const settings = parseReceiverSettings({ ...defaults, ...options.env });
  let log = "";
  const logger = createPlainLogger("info", (line) => {
    log += line;
  });
  const receiver = buildReceiver({ settings, logger, changes: options.changes });
  const { server } = receiver;
  let newest: Socket | undefined;
  server.on("connection", (socket) => {
    newest = socket;
  });
  await listen(server, settings);
  receiver.prepare();
  const { port } = server.address() as AddressInfo;
  const opened: Socket[] = [];
  const places = new Map<string, number>();
  return {
    server,
    prepare: receiver.prepare,
    report: receiver.report,
    retire: receiver.retire,
    end: receiver.stop,
    port,
    dataDir,
    key: acmeKey,
    records: () => spoolRecords(dataDir),
    newRecords: () => spoolRecords(dataDir, places),
    log: () => log,
    async bytesRead(count) {
      while ((newest?.bytesRead ?? 0) < count) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    connect() {
      const socket = connect({ port, host: "127.0.0.1", noDelay: true });
      socket.on("error", () => {});
      opened.push(socket);
      return socket;
    },
    async stop() {
      for (const socket of opened) socket.destroy();
      server.closeAllConnections();
      await receiver.stop(50);
      remove();
    },
  };
}
