import {
  close,
  closeSync,
  fdatasync,
  fstatSync,
  fsync,
  fsyncSync,
  mkdirSync,
  open,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  type Stats,
  statfsSync,
  statSync,
  unlinkSync,
  write,
  writeFileSync,
  writev,
} from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import type { Disk, FileState, ReadableFile, WritableFile } from "./disk";

const openAsync = promisify(open);
const closeAsync = promisify(close);
const fsyncAsync = promisify(fsync);

/** The disk itself. Appending runs in Node's thread pool; reading blocks the caller's thread. */
export const nodeDisk: Disk = {
  makeFolder(folder) {
    const topmost = mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (topmost === undefined) return;
    for (let made = folder; made.length >= topmost.length; made = dirname(made)) {
      nodeDisk.syncFolderNow(dirname(made));
    }
  },
  names: (folder) => orElse([], () => readdirSync(folder)),
  stat(path) {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats ? stateOf(stats) : null;
  },
  open: (path) => orElse(null, () => readable(openSync(path, "r"))),
  create: async (path) => writable(await openAsync(path, "wx", 0o600)),
  replace(path, bytes) {
    const written = `${path}.part`;
    writeFileSync(written, bytes, { mode: 0o600 });
    syncNow(written, "r+");
    renameSync(written, path);
    nodeDisk.syncFolderNow(dirname(path));
  },
  rename: (from, to) => renameSync(from, to),
  remove: (path) =>
    orElse(false, () => {
      unlinkSync(path);
      return true;
    }),
  async syncFolder(folder) {
    // Windows has no sync of a folder.
    if (process.platform === "win32") return;
    const descriptor = await openAsync(folder, "r");
    try {
      await fsyncAsync(descriptor);
    } finally {
      await closeAsync(descriptor);
    }
  },
  syncFolderNow(folder) {
    if (process.platform !== "win32") syncNow(folder, "r");
  },
  freeBytes(folder) {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  },
  deviceId: (path) => statSync(path).dev,
};

function readable(descriptor: number): ReadableFile {
  return {
    stat: () => stateOf(fstatSync(descriptor)),
    read(target, position) {
      let filled = 0;
      while (filled < target.length) {
        const length = target.length - filled;
        const bytes = readSync(descriptor, target, filled, length, position + filled);
        if (bytes === 0) break;
        filled += bytes;
      }
      return filled;
    },
    close: () => closeSync(descriptor),
  };
}

function writable(descriptor: number): WritableFile {
  let end = 0;
  return {
    append: (buffers) =>
      new Promise((resolve, reject) => {
        const on = (rest: readonly Uint8Array[]) => {
          const whenWritten = (error: Error | null, written: number) => {
            if (error) return reject(error);
            end += written;
            const left = behind(rest, written);
            if (left.length === 0) return resolve();
            if (written === 0) return reject(new Error("The disk takes no more bytes."));
            on(left);
          };
          const [first] = rest;
          if (rest.length === 1 && first) {
            write(descriptor, first, 0, first.length, end, whenWritten);
          } else writev(descriptor, rest, end, whenWritten);
        };
        on(buffers);
      }),
    writeAt: (bytes, position) =>
      new Promise((resolve, reject) => {
        write(descriptor, bytes, 0, bytes.length, position, (error, written) => {
          if (error) reject(error);
          else if (written < bytes.length) reject(new Error("Only a part was written."));
          else resolve();
        });
      }),
    sync: () =>
      new Promise((resolve, reject) => {
        fdatasync(descriptor, (error) => (error ? reject(error) : resolve()));
      }),
    close: () => closeAsync(descriptor),
  };
}

/** The rest of the buffers after that many bytes. */
function behind(buffers: readonly Uint8Array[], bytes: number): readonly Uint8Array[] {
  let skipped = 0;
  for (const [index, buffer] of buffers.entries()) {
    if (skipped + buffer.length > bytes) {
      return [buffer.subarray(bytes - skipped), ...buffers.slice(index + 1)];
    }
    skipped += buffer.length;
  }
  return [];
}

function stateOf({ size, mtimeMs }: Stats): FileState {
  return { bytes: size, modifiedAt: mtimeMs };
}

function syncNow(path: string, flags: string): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A name, or a folder above it, isn't there. */
const missing: ReadonlySet<unknown> = new Set(["ENOENT", "ENOTDIR"]);

/** The result, or the other one when the file isn't there. */
function orElse<T>(otherwise: T, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof Error && "code" in error && missing.has(error.code)) return otherwise;
    throw error;
  }
}
