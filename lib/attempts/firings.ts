import type { KazooAttempt } from "@/lib/kazoo/kazoo";

/** All the tries that are logged of sending one event to one webhook. */
export interface Firing {
  readonly key: string;
  readonly webhookId: string;
  /** Oldest first. */
  readonly attempts: readonly KazooAttempt[];
  readonly first: KazooAttempt;
  readonly last: KazooAttempt;
}

export function firingKey({ webhookId, firing }: KazooAttempt): string {
  return `${webhookId} ${firing}`;
}

/** How many tries are left counts down; of the same second, the earlier one has more. */
function inOrder(a: KazooAttempt, b: KazooAttempt): number {
  return a.at - b.at || (b.retriesLeft ?? -1) - (a.retriesLeft ?? -1);
}

/** The firings that attempts belong to, in any order. */
export function groupFirings(attempts: readonly KazooAttempt[]): Firing[] {
  const groups = new Map<string, KazooAttempt[]>();
  for (const attempt of attempts) {
    const key = firingKey(attempt);
    const group = groups.get(key);
    if (group) group.push(attempt);
    else groups.set(key, [attempt]);
  }
  return [...groups].flatMap(([key, group]) => {
    const sorted = group.sort(inOrder);
    const first = sorted[0];
    const last = sorted.at(-1);
    return first && last
      ? [{ key, webhookId: first.webhookId, attempts: sorted, first, last }]
      : [];
  });
}

/** Kazoo tries again after an error of the connection only, never after an answer. */
export function wasTriedAgain({ last }: Firing): boolean {
  return last.result === "failure" && last.code === null && (last.retriesLeft ?? 0) > 0;
}

/** Whether the last word on it that Kazoo logs is a failure: nothing came behind it. */
export function hasFailed(firing: Firing): boolean {
  return firing.last.result === "failure" && !wasTriedAgain(firing);
}

/** Without a connection, nothing can have arrived. */
export function mayHaveArrived({ clientError }: KazooAttempt): boolean {
  return clientError === null || !/^(failed_connect|malformed_url|invalid_uri)/.test(clientError);
}
