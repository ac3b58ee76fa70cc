import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Disk } from "./disk";

const shape = /^[0-9a-f-]{36}$/;

/** The id under which the database has this spool's positions; made when there is none. */
export function spoolId(disk: Disk, folder: string): string {
  disk.makeFolder(folder);
  const path = join(folder, "id");
  const written = readText(disk, path);
  if (shape.test(written)) return written;
  const id = randomUUID();
  disk.replace(path, Buffer.from(id));
  return id;
}

function readText(disk: Disk, path: string): string {
  const file = disk.open(path);
  if (!file) return "";
  try {
    const bytes = Buffer.alloc(64);
    return bytes.toString("latin1", 0, file.read(bytes, 0)).trim();
  } finally {
    file.close();
  }
}
