"use client";

import Link from "next/link";
import type { LedgerRow } from "@/lib/domain/ledger";
import { attemptInWords } from "@/lib/format/attempt-words";
import { shortId } from "@/lib/format/short-id";
import { DeliveryInstant } from "../attempts/delivery-instant";
import { tableLooks } from "../attempts/table-looks";
import { eventPath } from "../events/event-link";
import { classNames } from "../ui/class-names";
import { OutcomeMark } from "./outcome-mark";

interface LedgerTableProps {
  readonly accountId: string;
  readonly rows: readonly LedgerRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly onAttempts: (row: LedgerRow) => void;
}

function Tries({ row, onAttempts }: { row: LedgerRow; onAttempts: (row: LedgerRow) => void }) {
  const { attempts } = row;
  if (!attempts) return null;
  const words = attempts.failed === 1 ? "1 failed try" : `${attempts.failed} failed tries`;
  return (
    <button
      type="button"
      onClick={() => onAttempts(row)}
      className={classNames(tableLooks.link, "nums whitespace-nowrap")}
    >
      {words}
    </button>
  );
}

function LastAnswer({ attempts }: Pick<LedgerRow, "attempts">) {
  if (!attempts || attempts.failed === 0) return null;
  const { lastCode: code, lastClientError: clientError, lastReason: reason } = attempts;
  return attemptInWords({
    code,
    clientError,
    reason,
    result: "failure",
    request: { method: "POST" },
  });
}

/** One row a delivery, newest first. */
export function LedgerTable({ accountId, rows, names, onAttempts }: LedgerTableProps) {
  // Two may fail in one second without an event, so a row's place is part of its key.
  const lines = rows.map((row, place) => ({ key: row.eventId ?? `${place} ${row.at}`, row }));
  return (
    <table className={tableLooks.table}>
      <caption className="sr-only">Deliveries</caption>
      <thead className={tableLooks.head}>
        <tr>
          {["Time", "Webhook", "What happened", "Last answer", "Tries", "Event"].map((name) => (
            <th
              key={name}
              scope="col"
              className={classNames(tableLooks.headCell, name === "Last answer" && "max-xl:hidden")}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={tableLooks.body}>
        {lines.map(({ key, row }) => (
          <tr key={key} className={tableLooks.row}>
            <td className={tableLooks.cell}>
              <DeliveryInstant ms={row.at} />
            </td>
            <td className={classNames(tableLooks.cell, "break-words")}>
              {names.get(row.webhookId) ?? (
                <span className="font-mono text-xs">{shortId(row.webhookId)}</span>
              )}
            </td>
            <td className={tableLooks.cell}>
              <OutcomeMark {...row} />
            </td>
            <td className={classNames(tableLooks.cell, "text-ink-soft md:max-xl:hidden")}>
              <LastAnswer attempts={row.attempts} />
            </td>
            <td className={tableLooks.cell}>
              <Tries row={row} onAttempts={onAttempts} />
            </td>
            <td className={tableLooks.cell}>
              {row.eventId && (
                <Link className={tableLooks.link} href={eventPath(accountId, row.eventId)}>
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
