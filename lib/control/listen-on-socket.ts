import { once } from "node:events";
import { rm } from "node:fs/promises";
import type { Server } from "node:net";

/** Listens there, in place of a console that was killed and left its socket behind. */
export async function listenOnSocket(server: Server, path: string): Promise<void> {
  if (process.platform !== "win32") await rm(path, { force: true });
  server.listen(path);
  await once(server, "listening");
}
