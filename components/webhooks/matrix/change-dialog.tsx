"use client";

import { useEffect, useId, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Notice } from "@/components/ui/notices/notice";
import { Dialog, DialogFooter } from "@/components/ui/overlays/dialog";
import { BulkProgress } from "../bulk/bulk-progress";
import type { ItemState } from "../bulk/run-bulk";
import type { PlannedChange } from "./plan-changes";
import { waitWords } from "./reading-progress";
import { type ChangeResult, useChangeRun } from "./use-change-run";

interface ChangeDialogProps {
  readonly accountId: string;
  /** "Re-enable", "Create". */
  readonly verb: string;
  readonly planned: readonly PlannedChange[];
  readonly onClose: (changed: boolean) => void;
}

function stateOf(result: ChangeResult | undefined, running: boolean): ItemState {
  if (!result) return { is: running ? "waiting" : "stopped" };
  return result.outcome === "done" ? { is: "done" } : { is: "failed", why: result.what };
}

const outcomeNames = {
  would: "Will be done",
  done: "Done",
  skipped: "Skipped",
  failed: "Not possible",
};

/** What would be done in which account, and what is skipped and why. */
function Preview({
  planned,
  results,
}: {
  readonly planned: readonly PlannedChange[];
  readonly results: ReadonlyMap<string, ChangeResult>;
}) {
  const count = (outcome: ChangeResult["outcome"]) =>
    [...results.values()].filter((result) => result.outcome === outcome).length;
  const left = planned.length - results.size;
  return (
    <>
      <output className="nums text-ink-soft text-sm">
        {count("would")} will be done, {count("skipped")} skipped, {count("failed")} not possible
        {left > 0 && `, ${left} not checked yet`}
      </output>
      <ul
        aria-label="What would be done"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by key.
        tabIndex={0}
        className="max-h-60 overflow-y-auto rounded border border-line"
      >
        {planned.map(({ id, name }) => {
          const result = results.get(id);
          return (
            <li key={id} className="border-line border-b px-2.5 py-1.5 text-sm last:border-0">
              <span translate="no" className="block truncate">
                {name}
              </span>
              <span className="text-ink-soft text-xs">
                {result ? `${outcomeNames[result.outcome]}: ${result.what}` : "Is being checked"}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** Says what would be done before it is done, then what became of each; can be stopped and taken up again. */
export function ChangeDialog({ accountId, verb, planned, onClose }: ChangeDialogProps) {
  const [items] = useState(planned);
  const [asksOthers, setAsksOthers] = useState(false);
  const [doing, setDoing] = useState<readonly PlannedChange[] | null>(null);
  const [done, setDone] = useState<ReadonlyMap<string, ChangeResult>>(new Map());
  const { results, running, waitsFor, failure, start, stop } = useChangeRun(accountId);
  const check = asksOthers ? "all" : "own";
  const box = useId();
  const isReEnable = items.some(({ change }) => change.do === "re-enable");
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, and again when it is asked otherwise.
  useEffect(() => void start(items, { check, dryRun: true }), [check]);

  const known = doing ? new Map([...done, ...results]) : results;
  const would = items.filter(({ id }) => results.get(id)?.outcome === "would");
  const left = (doing ?? []).filter(({ id }) => known.get(id)?.outcome !== "done");
  const run = (chosen: readonly PlannedChange[]) => {
    setDone(doing ? known : new Map());
    setDoing(doing ?? chosen);
    void start(chosen, { check, dryRun: false });
  };
  const close = () => {
    if (!doing || !running) onClose(doing !== null);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={`${verb} ${items.length === 1 ? "1 webhook" : `${items.length} webhooks`}`}
    >
      {doing ? (
        <BulkProgress
          items={doing}
          states={new Map(doing.map(({ id }) => [id, stateOf(known.get(id), running)]))}
        />
      ) : (
        <Preview planned={items} results={results} />
      )}
      {isReEnable && !doing && (
        <label htmlFor={box} className="flex items-start gap-2 text-sm">
          <input
            id={box}
            type="checkbox"
            checked={asksOthers}
            onChange={({ target }) => setAsksOthers(target.checked)}
            className="mt-0.5 size-4 accent-accent"
          />
          Ask URLs that are not Hookline's too
        </label>
      )}
      {waitsFor && <p className="text-ink-soft text-sm">{waitWords[waitsFor]}</p>}
      {failure && <Notice tone="failing" title={failure} />}
      <DialogFooter>
        {doing && running ? (
          <Button onClick={stop}>Stop</Button>
        ) : (
          <Button onClick={close}>{doing ? "Close" : "Cancel"}</Button>
        )}
        {doing && !running && left.length > 0 && (
          <Button look="primary" onClick={() => run(left)}>
            Go on with {left.length}
          </Button>
        )}
        {!doing && (
          <Button
            look="primary"
            busy={running}
            disabled={would.length === 0}
            onClick={() => run(would)}
          >
            {verb} {would.length}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
