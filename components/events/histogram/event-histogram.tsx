"use client";

import { useQuery } from "@tanstack/react-query";
import { useMediaQuery } from "@/components/ui/behaviour/use-media-query";
import { classNames } from "@/components/ui/class-names";
import { receiverStateQuery } from "@/lib/api-client/receiver/receiver-queries";
import type { HistogramBucket } from "@/lib/domain/event-histogram";
import { clockTime } from "@/lib/format/instant";
import type { EventFilterState } from "../filter/use-event-filter";
import { rangeOf } from "./bar-choice";
import { HistogramChart } from "./histogram-chart";
import { HistogramHeader } from "./histogram-header";
import { HistogramFailure, HistogramSkeleton, OldCountsNote } from "./histogram-states";
import { stillWaiting } from "./still-waiting";
import { useEventHistogram } from "./use-event-histogram";
import { useHistogramFold } from "./use-histogram-fold";

const phoneSize = { mostBars: 48, mostTicks: 4 };
const wideSize = { mostBars: 96, mostTicks: 9 };

interface EventHistogramProps {
  readonly accountId: string;
  readonly state: EventFilterState;
  readonly paused: boolean;
  readonly startsFolded: boolean;
}

/** When the events of the list came, by kind. Choosing bars narrows the list to their time. */
export function EventHistogram({ accountId, state, paused, startsFolded }: EventHistogramProps) {
  const [folded, fold] = useHistogramFold(startsFolded);
  const phone = useMediaQuery("(max-width: 767px)");
  const size = phone === null || folded ? null : phone ? phoneSize : wideSize;
  const { span, buckets, isOutdated, readAt, error, retry, shownAt } = useEventHistogram({
    accountId,
    filter: state.filter,
    paused,
    mostBars: size?.mostBars ?? null,
  });
  const waiting = stillWaiting(useQuery(receiverStateQuery(accountId)).data, buckets);
  const { from, to } = state.filter;
  const choose = (chosen: readonly HistogramBucket[]) => {
    const range = rangeOf(chosen);
    if (range) state.stepInto({ range: null, ...range });
  };
  const note =
    error && buckets ? (
      <OldCountsNote readAt={readAt} onRetry={retry} />
    ) : paused && buckets ? (
      <span className="shrink-0 text-waiting">Paused at {clockTime(readAt)}</span>
    ) : null;
  return (
    <section
      aria-label="Events over time"
      className="@container relative z-20 shrink-0 border-line border-b px-4 md:px-6"
    >
      <HistogramHeader
        folded={folded}
        onFold={fold}
        words={size ? (span?.words ?? "") : ""}
        buckets={size ? buckets : undefined}
        waiting={waiting}
        note={size && note}
        onReset={
          size && (from !== undefined || to !== undefined)
            ? () => state.stepInto({ range: null, from: null, to: null })
            : null
        }
      />
      {!folded && (
        <div
          className={classNames(
            "relative ml-10 h-[62px] transition-opacity md:h-[70px]",
            // A quick answer should not flicker.
            isOutdated && "opacity-50 delay-200",
          )}
        >
          {buckets && size ? (
            <HistogramChart
              buckets={buckets}
              waiting={waiting}
              nowMs={shownAt}
              mostTicks={size.mostTicks}
              onChoose={choose}
            />
          ) : (
            <div className="h-10 md:h-12">
              {span === null && (
                <p className="flex h-full items-center text-ink-faint text-xs">
                  The range ends before it begins
                </p>
              )}
              {span !== null && error && <HistogramFailure error={error} onRetry={retry} />}
              {span !== null && !error && <HistogramSkeleton />}
            </div>
          )}
        </div>
      )}
    </section>
  );
}
