"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  deliveriesKey,
  type RecoverRange,
  recover,
  recoverPreviewQuery,
} from "@/lib/api-client/deliveries/delivery-queries";
import { toApiError } from "@/lib/api-client/request/api-error";
import type { RecoverReport } from "@/lib/domain/recovery";
import { countWords } from "@/lib/format/count";
import { localInstant } from "@/lib/format/instant";
import { neverFired, notRecoverableInWords } from "@/lib/format/recover-words";
import { Button } from "../ui/controls/button";
import { Notice } from "../ui/notices/notice";
import { ProblemNotice } from "../ui/notices/problem-notice";
import { Skeleton } from "../ui/notices/skeleton";
import { Dialog, DialogClose, DialogFooter } from "../ui/overlays/dialog";

const eventsInWords = (count: number) => `${countWords(count)} ${count === 1 ? "event" : "events"}`;

function Line({ name, count }: { readonly name: string; readonly count: number }) {
  return (
    <div className="flex items-baseline justify-between gap-4 border-line border-b py-1.5 text-sm last:border-b-0">
      <dt className="min-w-0">{name}</dt>
      <dd className="nums font-mono">{countWords(count)}</dd>
    </div>
  );
}

interface ReportProps {
  readonly report: RecoverReport;
  /** False while it is only said what would be stored. */
  readonly isDone: boolean;
}

function Report({ report, isDone }: ReportProps) {
  return (
    <>
      <dl>
        <Line name="Deliveries that Kazoo says failed" count={report.found} />
        <Line name="Already stored here" count={report.alreadyStored} />
        <Line name={isDone ? "Stored now" : "Can be recovered"} count={report.recovered} />
        {report.notRecoverable.map(({ reason, count }) => (
          <Line
            key={reason}
            name={`Can't be recovered: ${notRecoverableInWords(reason)}`}
            count={count}
          />
        ))}
      </dl>
      {!report.complete && (
        <Notice tone="waiting" title="There is more in this range than is read at once">
          Recover again in smaller ranges to find the rest.
        </Notice>
      )}
      <p className="text-ink-soft text-sm">{neverFired}</p>
    </>
  );
}

interface RecoverDialogProps {
  readonly accountId: string;
  readonly range: RecoverRange;
  /** Null: of all webhooks. */
  readonly webhookName: string | null;
  readonly onClose: () => void;
}

/** First says what would be stored, then stores it: each event once, however often it is asked. */
export function RecoverDialog({ accountId, range, webhookName, onClose }: RecoverDialogProps) {
  const client = useQueryClient();
  const preview = useQuery(recoverPreviewQuery(accountId, range));
  const storing = useMutation({
    mutationFn: () => recover(accountId, range, { dryRun: false }),
    onSuccess: () => client.invalidateQueries({ queryKey: deliveriesKey(accountId) }),
  });
  const done = storing.data;
  const cause = storing.error ?? (done ? null : preview.error);
  const failure = cause && toApiError(cause);
  const count = preview.data?.recovered ?? 0;
  const shown = done ?? preview.data;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={done ? `Recovered ${eventsInWords(done.recovered)}` : "Recover events"}
      description={
        <>
          {webhookName ? `Of “${webhookName}”, ` : "Of all webhooks, "}
          <span className="nums whitespace-nowrap">{localInstant(range.from)}</span> –{" "}
          <span className="nums whitespace-nowrap">{localInstant(range.to)}</span>. They are marked
          “Recovered”, and none is stored twice.
        </>
      }
    >
      {preview.isPending && (
        <output className="late flex flex-col gap-3" aria-label="Looking at Kazoo's record">
          <Skeleton className="w-full" />
          <Skeleton className="w-4/5" />
          <Skeleton className="w-3/5" />
        </output>
      )}
      {failure && (
        <ProblemNotice
          title={failure.message}
          requestId={failure.requestId}
          action={
            !storing.error && (
              <Button size="sm" onClick={() => void preview.refetch()}>
                Try again
              </Button>
            )
          }
        >
          {storing.error && "What was stored before it failed stays. Storing again adds the rest."}
        </ProblemNotice>
      )}
      {shown && <Report report={shown} isDone={done !== undefined} />}
      {storing.isPending && (
        <p role="status" className="text-ink-soft text-sm">
          Storing. It goes on when this is closed.
        </p>
      )}
      <DialogFooter>
        <DialogClose>
          <Button look={done ? "primary" : "outline"}>
            {done || storing.isPending ? "Close" : "Cancel"}
          </Button>
        </DialogClose>
        {!done && (
          <Button
            look="primary"
            disabled={count === 0}
            busy={storing.isPending}
            onClick={() => storing.mutate()}
          >
            {count === 0 ? "Nothing to store" : `Store ${eventsInWords(count)}`}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
