import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Pages } from "./strangers";

export interface PageLoad {
  /** Ends it; how many requests were answered. */
  stop(): Promise<{ readonly requests: number }>;
}

/** Strangers on a page, in a process of their own. */
export function startPageLoad(pages: Pages): PageLoad {
  const script = fileURLToPath(new URL("./strangers.mjs", import.meta.url));
  const child = fork(script, [JSON.stringify(pages)]);
  return {
    async stop() {
      child.send("stop");
      const [requests] = await once(child, "message");
      return { requests: Number(requests) };
    },
  };
}
