// A consistent copy of the SQLite database, also while Hookline runs: npm run backup -- FILE
import { existsSync } from "node:fs";
import { join } from "node:path";
import { bundleServer } from "./bundle-server.mjs";
import { projectDir } from "./run.mjs";

const command = join(projectDir, "dist/back-up.js");
if (!existsSync(command)) await bundleServer();
await import(command);
