"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Dialog, DialogFooter } from "@/components/ui/overlays/dialog";
import type { Webhook } from "@/lib/domain/webhook";
import { maskReceiverKey } from "@/lib/format/receiver-url";
import { GroupField } from "../groups/group-field";
import { type BulkChoice, type BulkPlan, type BulkVerb, noChoice, planBulk } from "./bulk-plan";
import { BulkProgress } from "./bulk-progress";
import { changeHost, hostOf } from "./change-host";
import { useBulkRun } from "./use-bulk-run";

const doing = {
  enable: { title: "Enable", button: "Enable" },
  disable: { title: "Disable", button: "Disable" },
  delete: { title: "Delete", button: "Delete" },
  host: { title: "Change the host of", button: "Change" },
  group: { title: "Group", button: "Move" },
} as const;

const consequences: Readonly<Record<BulkVerb, string>> = {
  enable: "Each URL is asked first: one that does not answer 200 stays off, and says why.",
  disable: "Kazoo keeps them and sends nothing.",
  delete: "Kazoo stops calling them at once. They can be made again afterwards, under new ids.",
  host: "Path and query of each URL stay as they are.",
  group: "Monster UI shows them in that group too.",
};

const many = (count: number) => (count === 1 ? "1 webhook" : `${count} webhooks`);

function HostField({
  chosen,
  host,
  onHost,
}: {
  chosen: readonly Webhook[];
  host: string;
  onHost: (host: string) => void;
}) {
  const hosts = [...new Set(chosen.map(({ url }) => hostOf(url)))].filter((each) => each !== null);
  const sample = chosen.map(({ url }) => changeHost(url, host)).find((url) => url !== null);
  return (
    <>
      <Field
        label="New host"
        hint={`Now: ${hosts.slice(0, 3).join(", ")}${hosts.length > 3 ? " and others" : ""}`}
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={host}
            placeholder="crm.example or https://crm.example:8443"
            className="font-mono"
            onChange={(event) => onHost(event.target.value)}
          />
        )}
      </Field>
      {sample && (
        <p className="break-all rounded bg-sunken px-2.5 py-1.5 font-mono text-xs">
          {maskReceiverKey(sample)}
        </p>
      )}
    </>
  );
}

/** Hookline's own URLs are always asked; others cost a request there. */
function AskOthers({ asks, onChange }: { asks: boolean; onChange: (asks: boolean) => void }) {
  const box = useId();
  return (
    <label htmlFor={box} className="flex items-start gap-2 text-sm">
      <input
        id={box}
        type="checkbox"
        checked={asks}
        onChange={({ target }) => onChange(target.checked)}
        className="mt-0.5 size-4 accent-accent"
      />
      <span>
        Ask URLs that are not Hookline's too
        <span className="block text-ink-faint text-xs">
          Each gets one request of the webhook's kind, marked as a probe and not an event.
        </span>
      </span>
    </label>
  );
}

function Counts({ verb, plan }: { readonly verb: BulkVerb; readonly plan: BulkPlan }) {
  const { affected, untouched } = plan;
  return (
    <p className="text-sm">
      {many(affected.length)} will be changed.
      {untouched && ` ${untouched.count} stay as they are: ${untouched.why}.`}{" "}
      <span className="text-ink-soft">{consequences[verb]}</span>
    </p>
  );
}

interface BulkDialogProps {
  readonly accountId: string;
  readonly verb: BulkVerb;
  readonly chosen: readonly Webhook[];
  readonly onClose: () => void;
}

/** Does one thing to the chosen webhooks: counts first, then shows each one's result. */
export function BulkDialog({ accountId, verb, chosen: chosenNow, onClose }: BulkDialogProps) {
  // The list changes while it runs; what was chosen doesn't.
  const [chosen] = useState(chosenNow);
  const [choice, setChoice] = useState(noChoice);
  const choose = (changes: Partial<BulkChoice>) => setChoice({ ...choice, ...changes });
  const [failed, setFailed] = useState<readonly Webhook[] | null>(null);
  const [isUndo, setUndo] = useState(false);
  const { states, running, stop, start, undo, undoable } = useBulkRun(accountId);
  const plan = planBulk(verb, failed ?? chosen, choice);
  const items = isUndo ? chosen : plan.affected;
  const left = plan.affected.filter(({ id }) => states && states.get(id)?.is !== "done");
  const close = () => {
    if (!running) onClose();
  };
  const again = (check = choice.check) => {
    setFailed(left);
    void start(verb, left, { ...choice, check });
  };
  const bringBack = () => {
    setUndo(true);
    void undo();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={isUndo ? "Create them again" : `${doing[verb].title} ${many(chosen.length)}`}
    >
      {states ? (
        <BulkProgress items={items.filter(({ id }) => states.has(id))} states={states} />
      ) : (
        <>
          {verb === "host" && (
            <HostField chosen={chosen} host={choice.host} onHost={(host) => choose({ host })} />
          )}
          {verb === "group" && (
            <GroupField
              accountId={accountId}
              value={choice.group}
              onChange={(group) => choose({ group })}
            />
          )}
          {verb === "enable" && plan.affected.some(({ receivesHere }) => !receivesHere) && (
            <AskOthers
              asks={choice.check === "all"}
              onChange={(asks) => choose({ check: asks ? "all" : "own" })}
            />
          )}
          <Counts verb={verb} plan={plan} />
        </>
      )}
      <DialogFooter>
        {running && <Button onClick={stop}>Stop</Button>}
        {!running && <Button onClick={onClose}>{states ? "Close" : "Cancel"}</Button>}
        {states && !running && undoable().length > 0 && (
          <Button onClick={bringBack}>
            {isUndo ? "Go on:" : "Undo:"} create {undoable().length} again
          </Button>
        )}
        {states && !running && verb === "enable" && left.length > 0 && (
          <Button onClick={() => again("none")}>Enable {left.length} anyway</Button>
        )}
        {states && !running && !isUndo && left.length > 0 && (
          <Button look="primary" onClick={() => again()}>
            Go on with {left.length}
          </Button>
        )}
        {!states && (
          <Button
            look={verb === "delete" ? "danger" : "primary"}
            disabled={plan.affected.length === 0}
            onClick={() => void start(verb, plan.affected, choice)}
          >
            {doing[verb].button} {many(plan.affected.length)}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
