import { setTimeout as sleep } from "node:timers/promises";
import { HooklineError } from "@/lib/domain/hookline-error";
import type { KazooAnswer } from "./kazoo-request";

const maxTries = 3;
const firstWaitMs = 200;
const passingStatuses = new Set([429, 502, 503, 504]);

type Outcome = { readonly answer: KazooAnswer } | { readonly error: unknown };

async function outcomeOf(tryOnce: () => Promise<KazooAnswer>): Promise<Outcome> {
  try {
    return { answer: await tryOnce() };
  } catch (error) {
    return { error };
  }
}

function mayPass(outcome: Outcome): boolean {
  if ("answer" in outcome) return passingStatuses.has(outcome.answer.status);
  return outcome.error instanceof HooklineError && outcome.error.code === "kazoo_unreachable";
}

/** Half of it fixed, half by chance, so that many consoles don't come back in step. */
function waitMs(tries: number): number {
  const full = firstWaitMs * 2 ** (tries - 1);
  return full / 2 + (Math.random() * full) / 2;
}

/** At most three tries while the failure may pass and `deadline` lasts; then the last outcome. */
export async function retryRead(
  tryOnce: () => Promise<KazooAnswer>,
  deadline: AbortSignal,
): Promise<KazooAnswer> {
  let outcome = await outcomeOf(tryOnce);
  for (let tries = 1; tries < maxTries && mayPass(outcome); tries += 1) {
    try {
      await sleep(waitMs(tries), undefined, { signal: deadline });
    } catch {
      // Out of time: what Kazoo said last tells more than "timeout".
      break;
    }
    outcome = await outcomeOf(tryOnce);
  }
  if ("answer" in outcome) return outcome.answer;
  throw outcome.error;
}
