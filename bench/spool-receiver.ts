import { fdatasync, openSync, write } from "node:fs";
import { createServer, type ServerResponse } from "node:http";

/**
 * As little as a receiver with a journal can do: the raw body behind its length into a file, one
 * fdatasync for all that came while the one before ran. No frame, no checksum, no key. The
 * yardstick J beside ours. Argument: the file.
 */
const [file = ""] = process.argv.slice(2);
const journal = openSync(file, "a");
let waiting: { body: Buffer; response: ServerResponse }[] = [];
let isSyncing = false;

function sync(): void {
  const group = waiting;
  if (group.length === 0 || isSyncing) return;
  waiting = [];
  isSyncing = true;
  const bytes = Buffer.concat(
    group.flatMap(({ body }) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(body.length);
      return [length, body];
    }),
  );
  write(journal, bytes, (failure) => {
    if (failure) throw failure;
    fdatasync(journal, (cause) => {
      if (cause) throw cause;
      isSyncing = false;
      for (const { response } of group) response.end("ok");
      sync();
    });
  });
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    if (waiting.length === 0) setImmediate(sync);
    waiting.push({ body: Buffer.concat(chunks), response });
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(`${typeof address === "object" ? address?.port : ""} /journal`);
});
