import { eventKinds } from "@/lib/domain/event";
import { eventKindNames } from "@/lib/format/event-kind";

const width = 720;
const laneHeight = 56;
const top = 48;
const left = 110;
const seconds = 30;

/** The same "random" marks on every render: a linear congruential generator. */
function marksOf(lane: number): { x: number; height: number }[] {
  let state = 97 + lane * 7919;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const count = [9, 26, 13, 6, 2][lane] ?? 4;
  return Array.from({ length: count }, () => ({
    x: Math.round(next() * (width - 8)) + 4,
    height: 6 + Math.round(next() * 18),
  })).sort((a, b) => a.x - b.x);
}

/** One mark, told in words: what the product does with all of them. */
function Callout() {
  const mark = marksOf(0)[2];
  if (!mark) return null;
  const x = left + mark.x;
  const y = top + laneHeight / 2 - mark.height;
  return (
    <g>
      <path d={`M${x} ${y - 4}V${top - 18}H${x + 12}`} fill="none" stroke="var(--ink-faint)" />
      <text x={x + 18} y={top - 14} fill="var(--ink)">
        12:04:31 User deleted
        <tspan fill="var(--ink-faint)"> · caf8d15e</tspan>
      </text>
    </g>
  );
}

/** The product's face: what an account's deliveries look like on a recorder's paper. */
export function StripChart() {
  const bottom = top + eventKinds.length * laneHeight;
  return (
    <svg
      viewBox={`0 0 ${width + 120} ${bottom + 32}`}
      className="w-full max-w-3xl font-mono"
      aria-hidden
      fontSize="11"
    >
      {Array.from({ length: seconds / 5 + 1 }, (_, index) => {
        const x = left + (index * width) / (seconds / 5);
        return (
          <g key={x}>
            <line x1={x} x2={x} y1={top - 12} y2={bottom} stroke="var(--line)" />
            <text x={x} y={bottom + 20} textAnchor="middle" fill="var(--ink-faint)">
              {`:${String(index * 5).padStart(2, "0")}`}
            </text>
          </g>
        );
      })}
      {eventKinds.map((kind, lane) => {
        const y = top + lane * laneHeight + laneHeight / 2;
        const colour = kind === "unknown" ? "var(--ink-faint)" : `var(--kind-${kind})`;
        return (
          <g key={kind}>
            <text x={96} y={y + 4} textAnchor="end" fill="var(--ink-soft)">
              {eventKindNames[kind].toLowerCase()}
            </text>
            <line x1={left} x2={left + width} y1={y} y2={y} stroke="var(--line)" />
            {marksOf(lane).map((mark) => (
              <line
                key={`${mark.x}-${mark.height}`}
                x1={left + mark.x}
                x2={left + mark.x}
                y1={y}
                y2={y - mark.height}
                stroke={colour}
                strokeWidth="2"
              />
            ))}
          </g>
        );
      })}
      <Callout />
    </svg>
  );
}
