import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

function installed(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function isDebianLike(): boolean {
  if (!existsSync("/etc/os-release")) return false;
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync("/etc/os-release", "utf8"));
}

function install(debianPackage: string): void {
  const apt = `apt-get update && apt-get install -y --no-install-recommends ${debianPackage}`;
  // Two test files may want something at the same time.
  execFileSync("flock", [join(tmpdir(), "hookline-apt.lock"), "sh", "-c", apt], {
    stdio: "ignore",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}

/**
 * The path of a program that Debian has, installed if need be and as root on Debian or Ubuntu;
 * throws with what to do.
 */
export function debianProgram(name: string, debianPackage: string): string {
  const found = installed(name);
  if (found) return found;
  if (isDebianLike() && process.getuid?.() === 0) install(debianPackage);
  const path = installed(name);
  if (path) return path;
  throw new Error(
    `This test needs ${name} and it could not be found or installed. Install it (Debian: apt-get install ${debianPackage}).`,
  );
}
