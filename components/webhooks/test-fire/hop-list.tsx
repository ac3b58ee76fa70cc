import { CircleAlert, CircleCheck, LoaderCircle } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { TestHop, TestHopName } from "@/lib/domain/test-hop";
import { pagePath } from "@/lib/format/page-path";

const hopNames: Readonly<Record<TestHopName, string>> = {
  accepted: "Kazoo accepted the change",
  sent: "Sample sent",
  received: "Received",
  stored: "Stored",
  cleaned: "Test user deleted",
  done: "Done",
};

function failedName({ hop }: TestHop): string {
  if (hop === "received") return "Nothing was received";
  if (hop === "stored") return "Not stored yet";
  if (hop === "cleaned") return "The test user is still there";
  return hop === "sent" ? "The sample was not taken" : "Kazoo did not go along";
}

interface HopListProps {
  readonly accountId: string;
  readonly hops: readonly TestHop[];
  readonly running: boolean;
  /** What the browser itself adds. */
  readonly children?: ReactNode;
}

/** Each hop with the time since the test began; where it stops, where to look next. */
export function HopList({ accountId, hops, running, children }: HopListProps) {
  return (
    <ol aria-label="Hops of the test" aria-live="polite" className="flex flex-col gap-2.5">
      {hops
        .filter(({ hop }) => hop !== "done")
        .map((hop) => (
          <li key={hop.hop} className="flex items-start gap-2 text-sm">
            {hop.ok ? (
              <CircleCheck className="mt-0.5 size-4 shrink-0 text-ok" aria-hidden />
            ) : (
              <CircleAlert className="mt-0.5 size-4 shrink-0 text-failing" aria-hidden />
            )}
            <span className="min-w-0 flex-1 break-words">
              {hop.ok ? hopNames[hop.hop] : failedName(hop)}
              {hop.hop === "stored" && hop.eventId && (
                <Link
                  href={pagePath(accountId, "events", { event: hop.eventId })}
                  className="ml-2 rounded text-accent hover:underline"
                >
                  Open the event
                </Link>
              )}
              {hop.hint && <span className="block text-ink-soft">{hop.hint}</span>}
            </span>
            <span className="nums shrink-0 font-mono text-ink-faint text-xs leading-5">
              {hop.elapsedMs} ms
            </span>
          </li>
        ))}
      {children}
      {running && (
        <li className="flex items-center gap-2 text-ink-soft text-sm">
          <LoaderCircle className="size-4 shrink-0 motion-safe:animate-spin" aria-hidden />
          Waiting for the next hop
        </li>
      )}
    </ol>
  );
}
