"use client";

import { attemptInWords } from "@/lib/format/attempt-words";
import type { ViewedAttempt } from "@/lib/secrets/viewed-attempt";
import { lazyPart } from "../ui/behaviour/lazy-part";
import { AttemptResult } from "./attempt-result";
import { DeliveryInstant } from "./delivery-instant";
import { tryInWords } from "./try-words";
import { attemptKey, useOpenedAttempt } from "./use-opened-attempt";

const AttemptSheet = lazyPart(() => import("./attempt-sheet").then((part) => part.AttemptSheet));

interface AttemptListProps {
  readonly accountId: string;
  readonly attempts: readonly ViewedAttempt[];
  readonly webhookName: string;
}

/** A few tries of one webhook in little room, newest first; each opens whole. */
export function AttemptList({ accountId, attempts, webhookName }: AttemptListProps) {
  const { opened, open, close } = useOpenedAttempt(attempts);
  return (
    <>
      <ul aria-label="Kazoo's attempts" className="flex flex-col">
        {attempts.map((attempt) => {
          const tries = tryInWords(attempt);
          return (
            <li
              key={attemptKey(attempt)}
              className="relative flex min-h-8 flex-wrap items-baseline gap-x-3 gap-y-0.5 border-line border-b py-1.5 text-sm last:border-b-0 hover:bg-hover"
            >
              <span className="text-ink-faint">
                <DeliveryInstant ms={attempt.at} />
              </span>
              <AttemptResult {...attempt} />
              {tries && <span className="nums text-ink-faint text-xs">Try {tries}</span>}
              <button
                type="button"
                onClick={() => open(attempt)}
                className="min-w-0 basis-full break-words text-left text-ink-soft after:absolute after:inset-0 hover:underline"
              >
                {attemptInWords(attempt)}
              </button>
            </li>
          );
        })}
      </ul>
      {opened && (
        <AttemptSheet
          accountId={accountId}
          attempt={opened}
          webhookName={webhookName}
          onClose={close}
        />
      )}
    </>
  );
}
