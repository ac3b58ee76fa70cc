import type { FailureLimits } from "@/lib/domain/webhook-health";
import { classNames } from "../../ui/class-names";

interface FailureGaugeProps {
  readonly failures: number;
  readonly limits: FailureLimits;
}

/** From so many on, few more are left before Kazoo switches the webhook off. */
const nearShare = 2 / 3;

/** How near Kazoo is to switching the webhook off: one box for each failed attempt it takes. */
export function FailureGauge({ failures, limits }: FailureGaugeProps) {
  const { count } = limits;
  const isNear = failures >= count * nearShare;
  return (
    <span
      role="img"
      aria-label={`${failures} of ${count} failed attempts in the last minute`}
      className="inline-flex items-center gap-2"
    >
      <span className="flex gap-0.5" aria-hidden>
        {Array.from({ length: Math.min(count, 20) }, (_, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a box is known by its place alone.
            key={index}
            className={classNames(
              "h-3 w-2 rounded-[1px]",
              index >= failures ? "bg-line" : isNear ? "bg-failing" : "bg-waiting",
            )}
          />
        ))}
      </span>
      <span className="nums text-xs" aria-hidden>
        {failures} of {count}
      </span>
    </span>
  );
}
