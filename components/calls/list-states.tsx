import { triggerName } from "@/lib/format/trigger-words";
import { EmptyState } from "../ui/notices/empty-state";
import { Skeleton } from "../ui/notices/skeleton";
import { CreateLink } from "./create-link";

const rows = ["w-40", "w-56", "w-32", "w-48", "w-44", "w-36"];

export function CallListSkeleton() {
  return (
    <output className="late flex flex-col" aria-label="Loading calls">
      {rows.map((width) => (
        <div key={width} className="flex h-10 items-center gap-8 border-line border-b px-4 md:px-6">
          <Skeleton className="w-20" />
          <Skeleton className={width} />
        </div>
      ))}
    </output>
  );
}

const wanted = ["channel_create", "channel_answer", "channel_bridge", "channel_destroy"];

export function NoCalls({ accountId }: { readonly accountId: string }) {
  return (
    <EmptyState
      title="No call in this range"
      action={<CreateLink accountId={accountId} trigger="channel_destroy" />}
    >
      <p>
        Calls are put together from the events of webhooks for{" "}
        {wanted.map((trigger) => triggerName(trigger).toLowerCase()).join(", ")}. One of them is
        enough to begin with; the more there are, the more is known of a call.
      </p>
    </EmptyState>
  );
}
