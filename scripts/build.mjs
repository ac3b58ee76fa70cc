// Builds everything that `npm start` and `npm run demo` run: Next's pages, then the server process.

import { bundleServer } from "./bundle-server.mjs";
import { run } from "./run.mjs";

await bundleServer();
await run("node_modules/next/dist/bin/next", ["build"], { NEXT_TELEMETRY_DISABLED: "1" });
