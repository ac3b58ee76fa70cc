import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { createPlainLogger } from "@/lib/config/plain-logger";
import { projectDirOf } from "@/lib/config/project-dir";
import { createUnblockedOutput, type UnblockedOutput } from "@/lib/config/unblocked-output";
import { unusableExitCode } from "@/lib/control/control";
import { startChild } from "@/lib/supervisor/child";
import { childEnvironment, readEnvironment } from "@/lib/supervisor/environment";
import { inheritedPort, openPort } from "@/lib/supervisor/open-port";
import { StartError, supervisorSettings } from "@/lib/supervisor/settings";
import { makeSocketFolder } from "@/lib/supervisor/socket-folder";
import { supervise } from "@/lib/supervisor/supervise";
import { watchTerminal } from "@/lib/supervisor/terminal";

/** One Ctrl-C may come twice: from the terminal and from npm, which passes it on. */
const sameKeyMs = 500;

/** A lower priority than the receiver's, so that busy pages don't slow it down. */
const consoleNiceness = 5;

/**
 * The supervisor: holds the port, starts the two programs beside this file, starts them again when
 * they end and anew on SIGHUP. It knows nothing else, so that it never needs to change.
 */
async function main(output: UnblockedOutput): Promise<string | null> {
  const own = { ...process.env };
  const program = process.argv[1] ?? "";
  const projectDir = projectDirOf(program);
  let environment = await readEnvironment(projectDir, own);
  const settings = supervisorSettings(environment);
  const logger = createPlainLogger(settings.logLevel, output.write);

  const sharesPort = process.platform !== "win32";
  const port = sharesPort ? (inheritedPort(own, process.pid) ?? (await openPort(settings))) : null;
  const sockets = makeSocketFolder();

  // Through the link that a new release moves; a child that dies is started from the same build.
  let builtIn = realpathSync(dirname(program));
  const start = (file: string, fd: number | null, niceness: number) =>
    startChild({
      file: join(existsSync(builtIn) ? builtIn : dirname(program), file),
      env: childEnvironment(environment, sockets.path, fd),
      fd,
      niceness,
    });
  const supervisor = supervise({
    programs: {
      receiver: () => start("receiver.js", port?.fd ?? null, 0),
      console: () => start("console.js", null, consoleNiceness),
    },
    async beforeReload() {
      builtIn = realpathSync(dirname(program));
      environment = await readEnvironment(projectDir, own);
    },
    sharesPort,
    shutdownTimeoutMs: settings.shutdownTimeoutMs,
    logger,
  });

  const terminal = watchTerminal();
  process.on("SIGHUP", () => (terminal.isLost() ? supervisor.stop() : supervisor.reload()));
  process.on("SIGTERM", supervisor.stop);
  let interruptedAt = 0;
  process.on("SIGINT", () => {
    interruptedAt ||= Date.now();
    supervisor.stop();
    if (Date.now() - interruptedAt > sameKeyMs) supervisor.stopNow();
  });
  const reason = await supervisor.done;
  sockets.remove();
  return reason;
}

const flushMs = 500;
const output = createUnblockedOutput(1);

async function end(problem: unknown): Promise<void> {
  await output.flush(flushMs);
  if (problem === null) process.exit(0);
  const known = problem instanceof StartError ? problem.message : problem;
  process.stderr.write(`${known instanceof Error ? known.stack : known}\n`);
  process.exit(unusableExitCode);
}

main(output).then(end, end);
