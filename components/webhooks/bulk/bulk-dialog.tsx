"use client";

import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Dialog, DialogFooter } from "@/components/ui/overlays/dialog";
import type { Webhook } from "@/lib/domain/webhook";
import { maskReceiverKey } from "@/lib/format/receiver-url";
import { type BulkPlan, type BulkVerb, planBulk } from "./bulk-plan";
import { BulkProgress } from "./bulk-progress";
import { changeHost, hostOf } from "./change-host";
import { useBulkRun } from "./use-bulk-run";

const doing = {
  enable: { title: "Enable", button: "Enable" },
  disable: { title: "Disable", button: "Disable" },
  delete: { title: "Delete", button: "Delete" },
  host: { title: "Change the host of", button: "Change" },
} as const;

const consequences: Readonly<Record<BulkVerb, string>> = {
  enable: "Kazoo sends to them again. One whose URL still fails is switched off again.",
  disable: "Kazoo keeps them and sends nothing.",
  delete: "Kazoo stops calling them at once. They can be made again afterwards, under new ids.",
  host: "Path and query of each URL stay as they are.",
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
  const [host, setHost] = useState("");
  const [failed, setFailed] = useState<readonly Webhook[] | null>(null);
  const [isUndo, setUndo] = useState(false);
  const { states, running, stop, start, undo, undoable } = useBulkRun(accountId);
  const plan = planBulk(verb, failed ?? chosen, host);
  const items = isUndo ? chosen : plan.affected;
  const left = plan.affected.filter(({ id }) => states && states.get(id)?.is !== "done");
  const close = () => {
    if (!running) onClose();
  };
  const again = () => {
    setFailed(left);
    void start(verb, left, host);
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
          {verb === "host" && <HostField chosen={chosen} host={host} onHost={setHost} />}
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
        {states && !running && !isUndo && left.length > 0 && (
          <Button look="primary" onClick={again}>
            Go on with {left.length}
          </Button>
        )}
        {!states && (
          <Button
            look={verb === "delete" ? "danger" : "primary"}
            disabled={plan.affected.length === 0}
            onClick={() => void start(verb, plan.affected, host)}
          >
            {doing[verb].button} {many(plan.affected.length)}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
