import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const projectDir = fileURLToPath(new URL("..", import.meta.url));

/** Runs a Node script of the project to its end; throws when it fails. */
export async function run(script, args = [], env = {}) {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: projectDir,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`${script} ${args.join(" ")} ended with ${code}`);
}
