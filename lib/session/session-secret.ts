import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const secretBytes = 48;

function isAlreadyThere(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "EEXIST";
}

/**
 * The secret that seals session cookies: as configured, else generated once into
 * `<dataDir>/session-secret` (mode 0600), so that a restart keeps everybody logged in.
 */
export function loadSessionSecret(dataDir: string, configured: string | undefined): string {
  if (configured !== undefined) return configured;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, "session-secret");
  try {
    writeFileSync(file, randomBytes(secretBytes).toString("base64url"), {
      flag: "wx",
      mode: 0o600,
    });
  } catch (cause) {
    if (!isAlreadyThere(cause)) throw cause;
  }
  return readFileSync(file, "utf8").trim();
}
