import type { IncomingMessage } from "node:http";

/**
 * The whole body, "too_large" as soon as it is known to exceed the limit, or "aborted" when the
 * sender went away. Never rejects.
 */
export function readBody(
  request: IncomingMessage,
  limitBytes: number,
): Promise<Buffer | "too_large" | "aborted"> {
  if (Number(request.headers["content-length"] ?? 0) > limitBytes) {
    return Promise.resolve("too_large");
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      resolve("too_large");
    });
    request.on("end", () => {
      const [first] = chunks;
      resolve(first && chunks.length === 1 ? first : Buffer.concat(chunks));
    });
    request.on("error", () => resolve("aborted"));
    request.on("close", () => resolve("aborted"));
  });
}
