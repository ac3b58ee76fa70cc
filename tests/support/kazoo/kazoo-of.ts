import { onTestFinished } from "vitest";
import { createLogger } from "@/lib/config/logger";
import { createKazoo } from "@/lib/kazoo/create-kazoo";
import { type ReplayServer, type Step, startReplayServer } from "./replay-server";

type KazooOptions = Parameters<typeof createKazoo>[0];

/** A client of one cluster, "test", closed when the test ends. */
export function kazooAt(url: string, options: Partial<KazooOptions> = {}) {
  const kazoo = createKazoo({
    clusters: [{ name: "test", url }],
    timeoutMs: 30_000,
    answerLimitBytes: 1024 * 1024,
    logger: createLogger("silent"),
    ...options,
  });
  onTestFinished(() => kazoo.close());
  return kazoo;
}

/** The same, before a server that replays these answers. */
export async function kazooReplaying(
  steps: readonly Step[],
  options: Partial<KazooOptions> = {},
): Promise<{ kazoo: ReturnType<typeof createKazoo>; server: ReplayServer }> {
  const server = await startReplayServer(...steps);
  onTestFinished(() => server.close());
  return { server, kazoo: kazooAt(server.url, options) };
}
