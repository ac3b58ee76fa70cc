"use client";

import Link from "next/link";
import { attemptInWords } from "@/lib/format/attempt-words";
import { pagePath } from "@/lib/format/page-path";
import type { ViewedAttempt } from "@/lib/secrets/viewed-attempt";
import { classNames } from "../ui/class-names";
import { AttemptResult } from "./attempt-result";
import { DeliveryInstant } from "./delivery-instant";
import { tableLooks } from "./table-looks";
import { tryInWords } from "./try-words";
import { attemptKey } from "./use-opened-attempt";

interface AttemptTableProps {
  readonly accountId: string;
  readonly attempts: readonly ViewedAttempt[];
  readonly nameOf: (webhookId: string) => string;
  readonly onOpen: (attempt: ViewedAttempt) => void;
}

/** One row a try, newest first; the whole row opens it. */
export function AttemptTable({ accountId, attempts, nameOf, onOpen }: AttemptTableProps) {
  return (
    <table className={tableLooks.table}>
      <caption className="sr-only">Attempts</caption>
      <thead className={tableLooks.head}>
        <tr>
          {["Time", "Webhook", "Result", "Answer", "Try", "Event"].map((name) => (
            <th key={name} scope="col" className={tableLooks.headCell}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={tableLooks.body}>
        {attempts.map((attempt) => (
          <tr key={attemptKey(attempt)} className={tableLooks.row}>
            <td className={tableLooks.cell}>
              <DeliveryInstant ms={attempt.at} />
            </td>
            <td className={classNames(tableLooks.cell, "break-words")}>
              {nameOf(attempt.webhookId)}
            </td>
            <td className={tableLooks.cell}>
              <AttemptResult {...attempt} />
            </td>
            <td className={tableLooks.cell}>
              <button
                type="button"
                onClick={() => onOpen(attempt)}
                className="text-left after:absolute after:inset-0 hover:underline"
              >
                {attemptInWords(attempt)}
              </button>
            </td>
            <td className={classNames(tableLooks.cell, "nums whitespace-nowrap text-ink-soft")}>
              {tryInWords(attempt) && `Try ${tryInWords(attempt)}`}
            </td>
            <td className={tableLooks.cell}>
              {attempt.eventId && (
                <Link
                  className={tableLooks.link}
                  href={pagePath(accountId, "events", { event: attempt.eventId })}
                >
                  Event
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
