import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pagesSocketName } from "@/lib/control/control";
import { StartError } from "./settings";

export interface SocketFolder {
  readonly path: string;
  remove(): void;
}

/** What the kernel takes; a longer path is cut off without a word. */
const maxSocketPathBytes = 103;

/** A folder for the sockets between the programs, which nobody but their user can enter. */
export function makeSocketFolder(parent = tmpdir()): SocketFolder {
  if (process.platform === "win32") {
    // Named pipes lie in no folder, and go with their programs.
    return { path: `\\\\.\\pipe\\hookline-${process.pid}`, remove: () => {} };
  }
  const path = mkdtempSync(join(parent, "hookline-"));
  const remove = () => rmSync(path, { recursive: true, force: true });
  if (Buffer.byteLength(join(path, pagesSocketName)) <= maxSocketPathBytes) return { path, remove };
  remove();
  throw new StartError(`TMPDIR: ${parent} is too long for a socket. Set it to a shorter path.`);
}
