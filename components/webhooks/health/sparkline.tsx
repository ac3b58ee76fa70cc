import { deliveriesInWords } from "@/lib/format/count";

const barWidth = 4;
const gap = 1;
const height = 20;

interface SparklineProps {
  /** Deliveries in each hour, the oldest first. */
  readonly hours: readonly number[];
  readonly className?: string;
}

/** The deliveries of a day as bars, an hour each; empty hours leave a line to stand on. */
export function Sparkline({ hours, className }: SparklineProps) {
  const most = Math.max(1, ...hours);
  const total = hours.reduce((sum, count) => sum + count, 0);
  const width = hours.length * (barWidth + gap) - gap;
  return (
    <svg
      role="img"
      aria-label={`${deliveriesInWords(total)} in the last ${hours.length} hours`}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      preserveAspectRatio="none"
      className={className}
    >
      {hours.map((count, index) => {
        const tall = count === 0 ? 1 : Math.max(2, Math.round((count / most) * height));
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: an hour is known by its place alone.
            key={index}
            x={index * (barWidth + gap)}
            y={height - tall}
            width={barWidth}
            height={tall}
            className={count === 0 ? "fill-line" : "fill-ink-soft"}
          />
        );
      })}
    </svg>
  );
}
