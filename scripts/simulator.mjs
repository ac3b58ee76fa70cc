// Builds and runs the simulator alone: npm run simulator -- --help
import { bundleServer } from "./bundle-server.mjs";
import { run } from "./run.mjs";

await bundleServer();
await run("dist/simulator.js", process.argv.slice(2)).catch((cause) => {
  console.error(cause.message);
  process.exit(1);
});
