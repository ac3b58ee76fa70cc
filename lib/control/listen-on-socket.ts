import { once } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import type { Server } from "node:net";
import { dirname } from "node:path";

/** Listens there, in place of a console that was killed and left its socket behind. */
export async function listenOnSocket(server: Server, path: string): Promise<void> {
  if (process.platform !== "win32") {
    // Folders for temporary files are swept.
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rm(path, { force: true });
  }
  server.listen(path);
  await once(server, "listening");
}
