import { spawnSync } from "node:child_process";
import { join } from "node:path";

const makeMounts = ["unshare", "--user", "--map-root-user", "--mount"];

/** Whether this user may give a process disks of its own. */
export function canMount(): boolean {
  const [command = "", ...args] = [...makeMounts, "mount", "-t", "tmpfs", "none", "/mnt"];
  return spawnSync(command, args).status === 0;
}

/** For a process's shell: its spool lies on a disk of that size. */
export function shellWithSmallSpool(dataDir: string, kilobytes: number): string {
  const spool = join(dataDir, "spool");
  const mount = `mkdir -p ${spool} && mount -t tmpfs -o size=${kilobytes}k none ${spool}`;
  return `exec ${makeMounts.join(" ")} bash -c '${mount} && exec "$@"' bash "$@"`;
}

/** Where others see the data folder of a process that has disks of its own. */
export function seenFromOutside(pid: number | undefined, dataDir: string): string {
  return `/proc/${pid}/root${dataDir}`;
}
