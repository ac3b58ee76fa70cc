import { CircleAlert, CircleCheck, CircleDashed, LoaderCircle } from "lucide-react";
import type { ItemState } from "./run-bulk";
import type { BulkItem } from "./use-bulk-run";

function words(state: ItemState): string {
  if (state.is === "failed") return state.why;
  if (state.is === "paused") return `Waiting for Kazoo, up to ${state.seconds} s`;
  return { waiting: "Waits", working: "Asking Kazoo", done: "Done", stopped: "Not done" }[state.is];
}

function Sign({ state }: { readonly state: ItemState }) {
  if (state.is === "done") return <CircleCheck aria-hidden className="text-ok" />;
  if (state.is === "failed") return <CircleAlert aria-hidden className="text-failing" />;
  if (state.is === "waiting" || state.is === "stopped")
    return <CircleDashed aria-hidden className="text-ink-faint" />;
  return <LoaderCircle aria-hidden className="text-ink-faint motion-safe:animate-spin" />;
}

/** What needs to be read comes first. */
const order: Readonly<Record<ItemState["is"], number>> = {
  failed: 0,
  working: 1,
  paused: 1,
  stopped: 2,
  waiting: 3,
  done: 4,
};

interface BulkProgressProps {
  readonly items: readonly Pick<BulkItem, "id" | "name">[];
  readonly states: ReadonlyMap<string, ItemState>;
}

/** How many are done, and what became of each. */
export function BulkProgress({ items, states }: BulkProgressProps) {
  const rows = items
    .map((item) => ({ ...item, state: states.get(item.id) ?? { is: "waiting" as const } }))
    .sort((a, b) => order[a.state.is] - order[b.state.is]);
  const count = (is: ItemState["is"]) => rows.filter(({ state }) => state.is === is).length;
  const ended = count("done") + count("failed");
  return (
    <div className="flex min-h-0 flex-col gap-2">
      <progress
        value={ended}
        max={rows.length}
        aria-label="Progress"
        className="h-1.5 w-full accent-accent"
      />
      <output className="nums text-ink-soft text-sm">
        {count("done")} of {rows.length} done
        {count("failed") > 0 && `, ${count("failed")} failed`}
        {count("stopped") > 0 && `, ${count("stopped")} not begun`}
      </output>
      <ul
        aria-label="Each webhook"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by key.
        tabIndex={0}
        className="max-h-60 overflow-y-auto rounded border border-line"
      >
        {rows.map(({ id, name, state }) => (
          <li
            key={id}
            className="flex items-start gap-2 border-line border-b px-2.5 py-1.5 text-sm last:border-0 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0"
          >
            <Sign state={state} />
            <span translate="no" className="min-w-0 flex-1 truncate">
              {name}
            </span>
            <span className="max-w-[60%] text-right text-ink-soft text-xs leading-5">
              {words(state)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
