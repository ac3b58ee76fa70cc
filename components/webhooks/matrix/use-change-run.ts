"use client";

import { useEffect, useRef, useState } from "react";
import { changeAccounts } from "@/lib/api-client/accounts/change-accounts";
import { toApiError } from "@/lib/api-client/request/api-error";
import { endsSession, sessionGate } from "@/lib/api-client/session/session-gate";
import type { AccountChangeFrame } from "@/lib/domain/account-changes";
import type { ReEnableCheck } from "@/lib/domain/re-enable";
import type { PlannedChange } from "./plan-changes";

export type ChangeResult = Extract<AccountChangeFrame, { is: "result" }>;

interface RunState {
  readonly results: ReadonlyMap<string, ChangeResult>;
  readonly running: boolean;
  readonly waitsFor: "share" | "kazoo" | null;
  readonly failure: string | null;
}

const before: RunState = { results: new Map(), running: false, waitsFor: null, failure: null };
/** One request takes as many. */
const maxAtOnce = 200;

/** One run at a time over planned changes: first dry, then for real. Leaving stops it. */
export function useChangeRun(accountId: string) {
  const [state, setState] = useState(before);
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);

  async function start(
    planned: readonly PlannedChange[],
    { check, dryRun }: { readonly check: ReEnableCheck; readonly dryRun: boolean },
  ): Promise<void> {
    current.current?.abort();
    const abort = new AbortController();
    current.current = abort;
    const change = (changes: (state: RunState) => Partial<RunState>) => {
      if (current.current === abort) setState((known) => ({ ...known, ...changes(known) }));
    };
    setState({ ...before, running: true });
    let left = planned;
    try {
      while (left.length > 0 && !abort.signal.aborted) {
        const part = left.slice(0, maxAtOnce);
        const ended = new Set<string>();
        let isOver = false;
        const body = { changes: part.map((each) => each.change), check, dryRun };
        for await (const frame of changeAccounts(accountId, body, abort.signal)) {
          if (frame.is === "waiting") change(() => ({ waitsFor: frame.for }));
          if (frame.is === "failed") {
            isOver = endsSession(frame.code);
            if (!isOver) throw new Error(frame.why);
          }
          const item = frame.is === "result" ? part[frame.index] : undefined;
          if (frame.is !== "result" || !item) continue;
          ended.add(item.id);
          change(({ results }) => ({ results: new Map(results).set(item.id, frame) }));
        }
        // After the next login it goes on where it was.
        if (isOver) sessionGate.shut();
        else if (ended.size === 0) break;
        left = left.filter(({ id }) => !ended.has(id));
      }
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : toApiError(cause).message;
      if (!abort.signal.aborted) change(() => ({ failure: why }));
    }
    change(() => ({ running: false, waitsFor: null }));
  }

  return { ...state, start, stop: () => current.current?.abort() };
}
