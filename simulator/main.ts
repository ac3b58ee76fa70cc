import { commandLineOptions, HELP } from "./command-line";
import { startSimulator } from "./simulator";

const options = commandLineOptions(process.argv.slice(2), process.env);
if (options.kind === "help") {
  process.stdout.write(HELP);
} else if (options.kind === "problem") {
  process.stderr.write(`${options.message}\nTry --help.\n`);
  process.exitCode = 2;
} else {
  const simulator = await startSimulator(options.settings);
  process.stdout.write(
    `Simulated Kazoo ${simulator.world.settings.kazoo} at ${simulator.url}/v2\n`,
  );
  if (options.settings.seed === "demo") {
    process.stdout.write("Log in as operator / hookline, account Demo.\n");
  }
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void simulator.close().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}
