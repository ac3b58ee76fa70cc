"use client";

import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { SearchSelect } from "@/components/ui/controls/search-select";
import { Notice } from "@/components/ui/notices/notice";
import { ProblemNotice } from "@/components/ui/notices/problem-notice";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/overlays/dialog";
import { serverClock } from "@/lib/api-client/request/server-clock";
import { whereIsMyEvent } from "@/lib/api-client/webhooks/where-is-my-event";
import type { Webhook } from "@/lib/domain/webhook";
import type { Happened, WhereCheck, WhereSpan } from "@/lib/domain/where";
import { shortId } from "@/lib/format/short-id";
import { useStreamed } from "../use-streamed";
import { CheckList } from "./check-list";
import { HappenedFields } from "./happened-fields";
import { MendingPart } from "./mending-part";
import { type Mending, RemedyButton } from "./remedy-button";
import { spanOf, type WhenChoice } from "./when";
import { WhenFields } from "./when-fields";

interface WhereDialogProps {
  readonly accountId: string;
  readonly webhooks: readonly Webhook[];
  /** Null while none is chosen. */
  readonly webhookId: string | null;
  /** The filter of the page that doesn't show it; null where there is none. */
  readonly page: Readonly<Record<string, string>> | null;
  readonly onClose: () => void;
}

function useQuestion(webhooks: readonly Webhook[], asked: string | null) {
  const only = webhooks.length === 1 ? (webhooks[0]?.id ?? "") : "";
  const [webhookId, setWebhookId] = useState(asked ?? only);
  const [happened, setHappened] = useState<Happened | null>(null);
  const [choice, setChoice] = useState<WhenChoice>("1h");
  const [typed, setTyped] = useState("");
  const [elsewhere, setElsewhere] = useState(false);
  const webhook = webhooks.find(({ id }) => id === webhookId);
  const fields = { happened, setHappened, choice, setChoice, typed, setTyped };
  return { webhookId, setWebhookId, webhook, elsewhere, setElsewhere, ...fields };
}

function webhookOptions(webhooks: readonly Webhook[], webhookId: string) {
  const options = webhooks.map(({ id, name }) => ({ value: id, label: name }));
  const isGone = webhookId !== "" && !webhooks.some(({ id }) => id === webhookId);
  if (!isGone) return options;
  return [...options, { value: webhookId, label: `${shortId(webhookId)} (not in this account)` }];
}

/** Looks for an event that doesn't show, step by step, and ends with the first thing that is wrong. */
export function WhereDialog({ accountId, webhooks, page, onClose, ...props }: WhereDialogProps) {
  const [box, form] = [useId(), useId()];
  const question = useQuestion(webhooks, props.webhookId);
  const { webhookId, webhook, happened, choice, typed, elsewhere } = question;
  const { items: checks, running, error, start } = useStreamed<WhereCheck>();
  const [span, setSpan] = useState<WhereSpan | null>(null);
  const [mending, setMending] = useState<Mending | null>(null);
  const end = useRef<HTMLDivElement>(null);
  const verdict = checks.find(({ check }) => check === "verdict");
  useEffect(() => {
    if (verdict) end.current?.scrollIntoView({ block: "nearest" });
  }, [verdict]);

  function look() {
    const meant = spanOf(choice, typed, serverClock.now());
    if (!meant || webhookId === "") return;
    setSpan(meant);
    const asked = { happened, span: meant, elsewhere, page };
    start((signal) => whereIsMyEvent(accountId, webhookId, { ...asked, signal }));
  }
  const isAsked = webhookId !== "" && (choice !== "about" || typed.trim() !== "");
  return (
    <>
      <Dialog
        open={mending === null}
        onOpenChange={(open) => !open && onClose()}
        title="Where is my event?"
        description="Say what happened and when. Hookline looks along the whole way, from Kazoo to the list."
        className="top-[6vh]! max-h-[88vh]! w-[min(600px,calc(100vw-24px))]!"
      >
        <form
          id={form}
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            look();
          }}
        >
          <div className="grid gap-3 sm:grid-cols-2">
            <Field label="Webhook">
              {(control) => (
                <SearchSelect
                  control={control}
                  value={webhookId}
                  placeholder="Choose a webhook"
                  onValueChange={question.setWebhookId}
                  options={webhookOptions(webhooks, webhookId)}
                />
              )}
            </Field>
            <WhenFields
              choice={choice}
              typed={typed}
              onChoose={question.setChoice}
              onType={question.setTyped}
            />
            <HappenedFields happened={happened} onChange={question.setHappened} />
          </div>
          {webhook && !webhook.receivesHere && (
            <label htmlFor={box} className="flex items-start gap-2 text-sm">
              <input
                id={box}
                type="checkbox"
                checked={elsewhere}
                onChange={({ target }) => question.setElsewhere(target.checked)}
                className="mt-0.5 size-4 accent-accent"
              />
              <span>
                Ask its URL, which is not Hookline's
                <span className="block text-ink-faint text-xs">
                  It gets one request of the webhook's kind, marked as a probe and not an event.
                </span>
              </span>
            </label>
          )}
        </form>
        {(running || checks.length > 0) && (
          <CheckList checks={checks} running={running} hasPage={page !== null} />
        )}
        {error && <ProblemNotice title={error.message} requestId={error.requestId} />}
        <div ref={end} role="status">
          {verdict && span && (
            <Notice
              role="note"
              tone={verdict.state === "look" ? "waiting" : "info"}
              title={verdict.sentence}
              action={
                <RemedyButton
                  accountId={accountId}
                  webhookId={webhookId}
                  span={span}
                  verdict={verdict}
                  onMend={setMending}
                  onLookAgain={look}
                />
              }
            />
          )}
        </div>
        <DialogFooter>
          <DialogClose>
            <Button>Close</Button>
          </DialogClose>
          <Button
            type="submit"
            form={form}
            look={verdict ? "outline" : "primary"}
            busy={running}
            disabled={!isAsked}
          >
            {checks.length > 0 && !running ? "Look again" : "Look for it"}
          </Button>
        </DialogFooter>
      </Dialog>
      {mending && webhook && (
        <MendingPart
          accountId={accountId}
          webhook={webhook}
          mending={mending}
          onClose={() => setMending(null)}
        />
      )}
    </>
  );
}
