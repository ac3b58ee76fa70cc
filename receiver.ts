import { buildReceiver } from "@/lib/build-receiver";
import { createPlainLogger } from "@/lib/config/plain-logger";
import { readReceiverSettings } from "@/lib/config/receiver-settings";
import { createUnblockedOutput } from "@/lib/config/unblocked-output";
import { unusableExitCode } from "@/lib/control/control";
import { listen } from "@/lib/receiver/lifecycle/listen";
import { obeySupervisor, tellSupervisor } from "@/lib/receiver/lifecycle/obey-supervisor";

/**
 * The receiver: takes Kazoo's deliveries on the port and puts them into the spool, and passes
 * everything else to the console. It loads no packages, so that it listens at once.
 */
const settings = readReceiverSettings();
const output = createUnblockedOutput(1);
const logger = createPlainLogger(settings.logLevel, output.write);
const flushMs = 200;

async function exit(code: number): Promise<void> {
  await output.flush(flushMs);
  process.exit(code);
}

function crash(cause: unknown): void {
  logger.fatal({ err: cause }, "the receiver failed");
  void exit(1);
}
process.on("uncaughtException", crash);
process.on("unhandledRejection", crash);

async function main(): Promise<void> {
  const receiver = buildReceiver({ settings, logger });
  const end = (ended: Promise<void>): void => {
    ended.then(() => exit(0)).catch(crash);
  };
  obeySupervisor(
    {
      stop: (timeoutMs) => end(receiver.stop(timeoutMs)),
      retire: () => end(receiver.retire()),
    },
    settings.shutdownTimeoutMs,
  );
  try {
    await listen(receiver.server, settings);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    logger.fatal({ err: cause }, "the receiver can't listen");
    await tellSupervisor({ kind: "unusable", message: `Hookline can't listen: ${reason}` });
    return exit(unusableExitCode);
  }
  await tellSupervisor({ kind: "ready" });
  receiver.prepare();
}

main().catch(crash);
