import type { IncomingMessage } from "node:http";
import { ApiFailure } from "./api-failure";

const LIMIT_BYTES = 8_000_000;

/** The whole body as text; more than 8 MB is a 413. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= LIMIT_BYTES) chunks.push(bytes);
  }
  if (size <= LIMIT_BYTES) return Buffer.concat(chunks).toString("utf8");
  const message = "Files must not be more than 8000000 bytes";
  throw new ApiFailure({
    status: 413,
    message: "validation error",
    data: { file: { maxSize: { message, target: LIMIT_BYTES } } },
    early: true,
  });
}
