import type { Server } from "node:http";

const idleCheckMs = 50;

/**
 * Takes no more connections and resolves once the last request is answered. Connections still open
 * at the timeout are closed. Resolves with whether there were any.
 */
export async function finishRequests(server: Server, timeoutMs: number): Promise<boolean> {
  let cut = false;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // The other end keeps connections alive, so each one is closed once its answer is out.
  const closeIdle = setInterval(() => server.closeIdleConnections(), idleCheckMs);
  const cutOff = setTimeout(() => {
    cut = true;
    server.closeAllConnections();
  }, timeoutMs);
  await closed;
  clearInterval(closeIdle);
  clearTimeout(cutOff);
  return cut;
}
