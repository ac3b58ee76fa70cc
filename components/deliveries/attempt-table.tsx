"use client";

import { CircleCheck, CircleX } from "lucide-react";
import Link from "next/link";
import { attemptInWords } from "@/lib/format/attempt-words";
import type { ViewedAttempt } from "@/lib/secrets/viewed-attempt";
import { eventPath } from "../events/event-link";
import { classNames } from "../ui/class-names";
import { DeliveryInstant } from "./delivery-instant";
import { tableLooks } from "./table-looks";
import { tryInWords } from "./try-words";

interface AttemptTableProps {
  readonly accountId: string;
  readonly attempts: readonly ViewedAttempt[];
  readonly nameOf: (webhookId: string) => string;
  readonly onOpen: (attempt: ViewedAttempt) => void;
}

export function AttemptResult({ result }: Pick<ViewedAttempt, "result">) {
  const Icon = result === "success" ? CircleCheck : CircleX;
  return (
    <span className="inline-flex items-baseline gap-1.5">
      <Icon
        className={classNames(
          "size-4 shrink-0 self-center",
          result === "success" ? "text-ok" : "text-failing",
        )}
        aria-hidden
      />
      {result === "success" ? "Succeeded" : "Failed"}
    </span>
  );
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
          <tr
            key={`${attempt.firing} ${attempt.tryNumber} ${attempt.at}`}
            className={tableLooks.row}
          >
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
                <Link className={tableLooks.link} href={eventPath(accountId, attempt.eventId)}>
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
