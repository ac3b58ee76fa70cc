import type { IncomingMessage } from "node:http";

interface BegunBody {
  readonly chunks: readonly Buffer[];
  /** There is no more of it. */
  readonly whole: boolean;
}

/**
 * The body, or its first bytes once there are this many; null when the client goes away. A slow
 * client is waited for here, where it occupies nothing of the console.
 */
export function readBegunBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<BegunBody | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const settle = (begun: BegunBody | null): void => {
      request.off("data", take);
      request.off("end", end);
      request.off("close", leave);
      resolve(begun);
    };
    const end = (): void => settle({ chunks, whole: true });
    const leave = (): void => settle(null);
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes < maxBytes) return;
      request.pause();
      settle({ chunks, whole: false });
    };
    request.on("data", take);
    request.on("end", end);
    request.on("close", leave);
  });
}
