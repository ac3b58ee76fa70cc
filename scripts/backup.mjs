// A consistent copy of the SQLite database, also while Hookline runs: npm run backup -- FILE
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleTool } from "./bundle-server.mjs";
import { projectDir } from "./run.mjs";

const built = join(projectDir, "dist/back-up.js");
await import(pathToFileURL(existsSync(built) ? built : await bundleTool("back-up")).href);
