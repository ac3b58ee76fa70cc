// Builds and runs the simulator alone: npm run simulator -- --help
import { bundleTool } from "./bundle-server.mjs";
import { run } from "./run.mjs";

await run(await bundleTool("simulator"), process.argv.slice(2)).catch((cause) => {
  console.error(cause.message);
  process.exit(1);
});
