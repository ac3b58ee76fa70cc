"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { ProblemNotice } from "@/components/ui/notices/problem-notice";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/overlays/dialog";
import type { Webhook } from "@/lib/domain/webhook";
import { HopList } from "./hop-list";
import { LeftUsers } from "./left-users";
import { ShownHop } from "./shown-hop";
import { useWebhookTest } from "./use-webhook-test";

interface TestDialogProps {
  readonly accountId: string;
  readonly webhook: Webhook;
  readonly onClose: () => void;
}

/** What a test does, before it does it. */
function whatHappens({ trigger, receivesHere }: Webhook): string {
  if (!receivesHere) {
    return "Hookline sends its URL one sample, marked as not from Kazoo. What Kazoo itself delivers there is not seen here.";
  }
  if (trigger === "object" || trigger === "all") {
    return "Where users fire it, a user “Hookline test, may be deleted” is created in Kazoo and deleted again, so that a real event comes. Otherwise Hookline sends a sample, marked as not from Kazoo.";
  }
  return "Hookline sends its URL one sample, marked as not from Kazoo: it proves the way from the URL to the list.";
}

/** Makes the webhook deliver once, and times the way. */
export function TestDialog({ accountId, webhook, onClose }: TestDialogProps) {
  const box = useId();
  const [elsewhere, setElsewhere] = useState(false);
  const test = useWebhookTest(accountId, webhook.id);
  const { hops, running, startedAt, live, cancelled, error, start, cancel } = test;
  const done = hops.find(({ hop }) => hop === "done");
  const isAllowed = webhook.receivesHere || elsewhere;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={<>Test “{webhook.name}”</>}
      description={whatHappens(webhook)}
    >
      {!webhook.receivesHere && (
        <label htmlFor={box} className="flex items-start gap-2 text-sm">
          <input
            id={box}
            type="checkbox"
            checked={elsewhere}
            onChange={({ target }) => setElsewhere(target.checked)}
            className="mt-0.5 size-4 accent-accent"
          />
          Send a sample to a URL that is not Hookline's
        </label>
      )}
      {(running || hops.length > 0) && (
        <HopList accountId={accountId} hops={hops} running={running}>
          {live !== undefined && <ShownHop key={startedAt} event={live} startedAt={startedAt} />}
        </HopList>
      )}
      {cancelled && (
        <p role="status" className="text-ink-soft text-sm">
          Cancelled. What the test made in Kazoo is deleted, or listed here when that fails.
        </p>
      )}
      {done && (
        <p role="status" className="font-medium text-sm">
          {done.ok ? `It works: ${done.elapsedMs} ms in all.` : "It stops at the hop marked above."}
        </p>
      )}
      {error && <ProblemNotice title={error.message} requestId={error.requestId} />}
      <LeftUsers accountId={accountId} running={running} />
      <DialogFooter>
        <DialogClose>
          <Button>Close</Button>
        </DialogClose>
        {running ? (
          <Button onClick={cancel}>Cancel the test</Button>
        ) : (
          <Button look="primary" disabled={!isAllowed} onClick={() => start(elsewhere)}>
            {done || cancelled ? "Test again" : "Test"}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
