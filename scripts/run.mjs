import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const projectDir = fileURLToPath(new URL("..", import.meta.url));

/** Runs a Node script of the project to its end; throws when it fails, quiet or not, with its words. */
export async function run(script, args = [], env = {}, { quiet = false } = {}) {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: projectDir,
    stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
    env: { ...process.env, ...env },
  });
  const words = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (word) => words.push(word));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) process.stderr.write(Buffer.concat(words));
  if (code !== 0) throw new Error(`${script} ${args.join(" ")} ended with ${code}`);
}
