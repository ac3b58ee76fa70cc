import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type KeyFile, keyFileName } from "@/lib/control/key-file";

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders, and keeps a rename without being asked.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}

/** Replaces the file that receivers follow. A crash leaves either the old file or the new one. */
export async function writeKeyFile(dataDir: string, content: KeyFile): Promise<void> {
  const path = join(dataDir, keyFileName);
  const written = `${path}.new`;
  await rm(written, { force: true });
  const file = await open(written, "wx", 0o600);
  try {
    await file.writeFile(JSON.stringify(content));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(written, path);
  await syncFolder(dataDir);
}
