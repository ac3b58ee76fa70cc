// Development: the server bundle is rebuilt and restarted on change; Next reloads its own pages.
import { spawn } from "node:child_process";
import { watchServer } from "./bundle-server.mjs";
import { projectDir } from "./run.mjs";

let server;

function restart() {
  const previous = server;
  const start = () => {
    server = spawn(process.execPath, ["dist/server.js"], {
      cwd: projectDir,
      stdio: "inherit",
      env: { ...process.env, NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" },
    });
  };
  if (previous?.exitCode === null) previous.once("exit", start).kill("SIGTERM");
  else start();
}

const stopWatching = await watchServer(restart);

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, async () => {
    await stopWatching();
    server?.kill("SIGTERM");
  });
}
