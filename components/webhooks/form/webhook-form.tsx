"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { Button } from "@/components/ui/controls/button";
import { ProblemNotice } from "@/components/ui/notices/problem-notice";
import { type ApiError, toApiError } from "@/lib/api-client/request/api-error";
import { issueInWords } from "@/lib/domain/schema-words";
import type { Trigger } from "@/lib/domain/trigger";
import {
  type Webhook,
  type WebhookDraft,
  type WebhookDraftInput,
  webhookDraftSchema,
} from "@/lib/domain/webhook";
import { useLintContext } from "../use-lint-context";
import { ConflictNotice } from "./draft/conflict-notice";
import { useDraft } from "./draft/use-draft";
import { useSaveWebhook } from "./draft/use-save-webhook";
import { FieldErrors } from "./field-errors";
import { HowSection } from "./how-section";
import { LintScopeContext } from "./lint/lint-hints";
import { type DoubledNames, doubledNames } from "./pairs-editor";
import { DeliveryPreview } from "./preview/delivery-preview";
import { WhatSection } from "./what-section";
import { WhereSection } from "./where-section";

interface WebhookFormProps {
  readonly accountId: string;
  /** Null when a new one is created. */
  readonly webhook: Webhook | null;
  readonly initial: WebhookDraft;
  readonly triggers: readonly Trigger[];
  readonly onDirty: (dirty: boolean) => void;
  readonly onClose: (saved: boolean) => void;
  /** Starts over from what Kazoo has now. */
  readonly onReload: () => void;
}

/** What was entered was refused: over once something is changed. Other failures stay until the next try. */
function SaveProblem({ failure, sent }: { failure: ApiError; sent: WebhookDraft | undefined }) {
  const draft = useDraft();
  const isEntered = Object.keys(failure.fields).length > 0;
  if (isEntered && JSON.stringify(draft) !== JSON.stringify({ ...draft, ...sent })) return null;
  return <ProblemNotice title={failure.message} requestId={failure.requestId} />;
}

type Refused = { readonly fields: Record<string, string>; readonly draft: WebhookDraft };

/** Kazoo wants a value for each of a trigger's modifiers: the paths of those without one. */
function missingModifiers(
  { trigger, modifiers }: Pick<WebhookDraft, "trigger" | "modifiers">,
  triggers: readonly Trigger[],
): Record<string, string> {
  const needed = triggers.find(({ id }) => id === trigger)?.modifiers ?? [];
  return Object.fromEntries(
    needed
      .filter(({ key }) => !modifiers[key])
      .map(({ key }) => [`modifiers.${key}`, "Choose one. Kazoo needs it."]),
  );
}

/** What → where → how, with the preview beside it. */
export function WebhookForm(props: WebhookFormProps) {
  const { accountId, webhook, initial, triggers, onDirty, onClose, onReload } = props;
  const form = useForm<WebhookDraftInput, unknown, WebhookDraft>({
    resolver: zodResolver(webhookDraftSchema, { error: issueInWords }),
    defaultValues: initial,
  });
  const [incomplete, setIncomplete] = useState<Refused | null>(null);
  const [doubled, setDoubled] = useState<DoubledNames>({});
  const save = useSaveWebhook({ accountId, webhook, initial, onSaved: () => onClose(true) });
  const lint = useLintContext(accountId);
  const { isDirty } = form.formState;
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);

  const submit = form.handleSubmit((draft) => {
    const fields = { ...missingModifiers(draft, triggers), ...doubledNames(doubled) };
    if (Object.keys(fields).length > 0) {
      save.reset();
      setIncomplete({ fields, draft });
      return;
    }
    setIncomplete(null);
    save.mutate({ draft });
  });
  const failure = save.error && toApiError(save.error);
  const sent = save.variables?.draft;
  const refused = failure && sent ? { fields: failure.fields, draft: sent } : incomplete;
  const isConflict = failure?.code === "kazoo_conflict" && webhook !== null && sent !== undefined;
  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
        <FieldErrors refused={refused}>
          <div className="min-h-0 flex-1 overflow-y-auto lg:grid lg:grid-cols-[minmax(0,1fr)_360px] lg:overflow-hidden">
            <div className="px-5 lg:min-h-0 lg:overflow-y-auto">
              <LintScopeContext value={{ ...lint, webhookId: webhook?.id ?? null }}>
                <WhatSection accountId={accountId} triggers={triggers} />
                <WhereSection accountId={accountId} />
                <HowSection
                  onDoubled={(more) => setDoubled((before) => ({ ...before, ...more }))}
                />
              </LintScopeContext>
            </div>
            <div className="border-line max-lg:border-t lg:min-h-0 lg:overflow-y-auto lg:border-l lg:bg-sunken">
              <DeliveryPreview accountId={accountId} />
            </div>
          </div>
        </FieldErrors>
        <div className="flex shrink-0 flex-col gap-3 border-line border-t bg-paper px-5 py-3">
          {failure && !isConflict && <SaveProblem failure={failure} sent={sent} />}
          {isConflict && (
            <ConflictNotice
              accountId={accountId}
              webhookId={webhook.id}
              read={initial}
              mine={sent}
              onReload={onReload}
              onSave={() => save.mutate({ draft: sent, overwrite: true })}
            />
          )}
          <div className="flex justify-end gap-2">
            <Button onClick={() => onClose(false)} className="max-md:h-10">
              Cancel
            </Button>
            <Button
              type="submit"
              look="primary"
              busy={save.isPending}
              disabled={webhook !== null && !isDirty}
              className="max-md:h-10"
            >
              {webhook ? "Save changes" : "Create webhook"}
            </Button>
          </div>
        </div>
      </form>
    </FormProvider>
  );
}
