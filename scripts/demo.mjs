// A Kazoo to look at and the console in front of it: builds what is missing, starts both, lets
// things happen, prints where to log in, stops both on Ctrl-C. PORT, SIMULATOR_PORT, PUBLIC_URL and
// DATA_DIR are honoured.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { buildIfStale } from "./build-if-stale.mjs";
import { startDemoTraffic } from "./demo-traffic.mjs";
import { projectDir } from "./run.mjs";

const host = process.env.HOST || "127.0.0.1";
const port = Number(process.env.PORT || 3000);
const simulatorPort = Number(process.env.SIMULATOR_PORT || 8000);
// Kazoo takes no webhook to localhost or 127.0.0.1; a name below localhost isn't on its list.
const publicUrl = process.env.PUBLIC_URL || `http://hookline.localhost:${port}`;
const appUrl = `http://127.0.0.1:${port}${new URL(publicUrl).pathname.replace(/\/+$/, "")}`;
const login = { account: "demo", username: "operator", password: "hookline" };
const simulatorUrl = `http://127.0.0.1:${simulatorPort}`;
const startTimeoutMs = 60_000;
const children = [];

async function requireFreePort(variable, wanted) {
  await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", () =>
      reject(new Error(`Port ${wanted} is taken. Choose another: ${variable}=… npm run demo`)),
    );
    probe.listen(wanted, host, () => probe.close(resolve));
  });
}

function start(name, args, env) {
  const child = spawn(process.execPath, args, {
    cwd: projectDir,
    stdio: ["ignore", name === "simulator" ? "ignore" : "inherit", "inherit"],
    env: { ...process.env, ...env },
    // Ctrl-C reaches this script only, which then stops both in order.
    detached: true,
  });
  children.push(child);
  child.once("exit", (code) => {
    if (stopping) return;
    console.error(`The ${name} ended by itself (${code}).`);
    void stop(1);
  });
}

async function untilAnswers(url) {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not answer within ${startTimeoutMs / 1000} s.`);
}

let stopping = false;

async function stop(code) {
  if (stopping) return;
  stopping = true;
  // The console first: the simulator may still be delivering to it.
  for (const child of children.toReversed()) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await gone;
  }
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => void stop(0));

try {
  await requireFreePort("PORT", port);
  await requireFreePort("SIMULATOR_PORT", simulatorPort);
  await buildIfStale({ quiet: true });
  start("simulator", [
    "dist/simulator.js",
    ...["--host", "127.0.0.1", "--port", String(simulatorPort), "--seed", "demo"],
  ]);
  await untilAnswers(`${simulatorUrl}/v2/webhooks`);
  start("console", ["dist/server.js"], {
    NODE_ENV: "production",
    KAZOO_API_URL: simulatorUrl,
    PUBLIC_URL: publicUrl,
    DEMO_LOGIN: `${login.account}/${login.username}/${login.password}`,
    HOST: host,
    PORT: String(port),
    DATA_DIR: process.env.DATA_DIR || join(projectDir, ".demo"),
    // Blank counts as absent, and wins over a .env: its database and secret are not the demo's.
    DATABASE_URL: "",
    SESSION_SECRET: "",
    LOG_LEVEL: process.env.LOG_LEVEL || "warn",
  });
  await untilAnswers(`${appUrl}/api/health/ready`);
  await startDemoTraffic({ appUrl, simulatorUrl, login });
  console.log(`
  Hookline        ${appUrl}
  Log in with     account demo · user operator · password hookline
  Its Kazoo       ${simulatorUrl}/_simulator/   a button for whatever may happen there

  Events arrive by themselves. As Kazoo does, the demo's refuses webhooks to localhost;
  Hookline's own receiver is at ${publicUrl}/receive/…

  Ctrl-C stops both.
`);
} catch (cause) {
  console.error(cause.message);
  await stop(1);
}
