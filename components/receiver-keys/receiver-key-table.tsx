"use client";

import { useServerNow } from "@/lib/api-client/request/server-clock";
import type { ReceiverKeyView } from "@/lib/domain/receiver-key";
import { exactInstant, timeAgo } from "@/lib/format/instant";
import { maskReceiverKey } from "@/lib/format/receiver-url";
import { classNames } from "../ui/class-names";
import { CopyButton } from "../ui/controls/copy-button";
import { Instant } from "../ui/instant";
import { ReceiverKeyActions, type ReceiverKeyVerbs } from "./receiver-key-actions";

interface ReceiverKeyTableProps {
  readonly receiverKeys: readonly ReceiverKeyView[];
  /** How many webhooks use a key; null while Kazoo can't tell. */
  readonly webhookCount: (key: ReceiverKeyView) => number | null;
  readonly verbs: ReceiverKeyVerbs;
}

const agoEveryMs = 10_000;
const headLooks =
  "sticky top-0 z-10 h-8 border-line border-b bg-paper px-3 text-left font-normal text-ink-faint text-xs";
const cellLooks =
  "h-12 border-line border-b px-3 align-middle max-md:h-auto max-md:border-0 max-md:py-0.5";

function Mark({ children }: { readonly children: string }) {
  return (
    <span className="shrink-0 rounded bg-accent-soft px-1.5 font-medium text-accent text-xs leading-5">
      {children}
    </span>
  );
}

function usedByWords(count: number | null): string {
  if (count === null) return "";
  if (count === 0) return "no webhook";
  return count === 1 ? "1 webhook" : `${count} webhooks`;
}

function KeyRow({
  receiverKey,
  webhookCount,
  verbs,
  now,
}: Omit<ReceiverKeyTableProps, "receiverKeys"> & { receiverKey: ReceiverKeyView; now: number }) {
  const { name, url, isDefault, createdAt, lastUsedAt } = receiverKey;
  return (
    <tr className="group text-sm hover:bg-hover max-md:relative max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:border-line max-md:border-b max-md:px-1 max-md:py-2">
      <td className={classNames(cellLooks, "whitespace-nowrap pl-6 max-md:order-1 max-md:pl-3")}>
        <span className="flex items-center gap-2 font-medium max-md:min-h-8">
          <span className="max-w-56 shrink-0 truncate max-md:shrink">{name}</span>
          {isDefault && <Mark>new webhooks</Mark>}
        </span>
      </td>
      <td
        className={classNames(
          cellLooks,
          "w-full max-w-0 max-md:order-3 max-md:col-span-2 max-md:max-w-full",
        )}
      >
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="min-w-0 truncate font-mono text-ink-soft text-xs">
            {maskReceiverKey(url)}
          </span>
          <CopyButton
            text={url}
            what="the URL"
            className="size-7! opacity-0 focus-visible:opacity-100 group-hover:opacity-100 max-md:hidden [&_svg]:size-3.5!"
          />
        </span>
      </td>
      <td
        className={classNames(
          cellLooks,
          "nums whitespace-nowrap text-ink-soft max-md:order-4 max-md:col-span-2",
        )}
      >
        {usedByWords(webhookCount(receiverKey))}
      </td>
      <td
        className={classNames(
          cellLooks,
          "nums whitespace-nowrap text-ink-soft max-md:order-5 max-md:col-span-2",
        )}
      >
        {lastUsedAt === null ? (
          <span className="text-ink-faint">never used</span>
        ) : (
          <Instant ms={lastUsedAt}>{`used ${timeAgo(lastUsedAt, now)}`}</Instant>
        )}
      </td>
      <td
        className={classNames(
          cellLooks,
          "nums whitespace-nowrap font-mono text-ink-faint text-xs max-lg:hidden",
        )}
      >
        {exactInstant(createdAt).slice(0, 10)}
      </td>
      <td className={classNames(cellLooks, "pr-4 text-right max-md:order-2 max-md:pr-1")}>
        <ReceiverKeyActions receiverKey={receiverKey} verbs={verbs} />
      </td>
    </tr>
  );
}

/** The account's receiver keys, oldest first. */
export function ReceiverKeyTable({ receiverKeys, ...rest }: ReceiverKeyTableProps) {
  const now = useServerNow(agoEveryMs);
  return (
    <table className="w-full border-separate border-spacing-0 max-md:block">
      <caption className="sr-only">Receiver keys</caption>
      <thead className="max-md:sr-only">
        <tr>
          <th scope="col" className={classNames(headLooks, "pl-6")}>
            Name
          </th>
          <th scope="col" className={headLooks}>
            URL
          </th>
          <th scope="col" className={headLooks}>
            Used by
          </th>
          <th scope="col" className={headLooks}>
            Last used
          </th>
          <th scope="col" className={classNames(headLooks, "max-lg:hidden")}>
            Created
          </th>
          <th scope="col" className={headLooks}>
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {receiverKeys.map((key) => (
          <KeyRow key={key.id} receiverKey={key} now={now} {...rest} />
        ))}
      </tbody>
    </table>
  );
}
