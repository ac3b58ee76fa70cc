// Development: the programs are rebuilt and replaced on change; Next reloads its own pages.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { watchServer } from "./bundle-server.mjs";
import { projectDir } from "./run.mjs";

const build = join(projectDir, "builds/dev");
const program = join(build, "server.js");
let supervisor;
let startedFrom;

function start() {
  supervisor = spawn(process.execPath, [program], {
    cwd: projectDir,
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" },
  });
  supervisor.once("exit", (code) => {
    // What it could not start for is told above; it would be the same again.
    if (code !== 0) process.exit(code ?? 1);
  });
}

function take() {
  const digest = createHash("sha256").update(readFileSync(program)).digest("hex");
  const sameSupervisor = startedFrom === digest;
  startedFrom = digest;
  if (!supervisor) start();
  else if (sameSupervisor && process.platform !== "win32") supervisor.kill("SIGHUP");
  else supervisor.once("exit", start).kill("SIGTERM");
}

const stopWatching = await watchServer(build, take);

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.once(signal, async () => {
    await stopWatching();
    supervisor?.kill("SIGTERM");
  });
}
