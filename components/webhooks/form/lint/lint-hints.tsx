"use client";

import { createContext, useContext } from "react";
import { Button } from "@/components/ui/controls/button";
import { Notice } from "@/components/ui/notices/notice";
import { receiveHere, type WebhookDraft } from "@/lib/domain/webhook";
import type { LintContext, LintPart, LintSubject } from "@/lib/lint/lint-subject";
import { lintWebhook } from "@/lib/lint/lint-webhook";
import { useDraft, useSetDraft } from "../draft/use-draft";
import { useFieldError } from "../field-errors";

interface LintScope extends LintContext {
  /** The webhook that is edited; null for a new one. */
  readonly webhookId: string | null;
}

/** What the draft is compared with. */
export const LintScopeContext = createContext<LintScope>({
  webhookId: null,
  others: [],
  triggers: [],
});

const fields = {
  trigger: "trigger",
  url: "url",
  format: "format",
  retries: "retries",
  legs: "includeInternalLegs",
  customData: "customData",
  headers: "requestHeaders",
} as const satisfies Readonly<Record<LintPart, keyof WebhookDraft>>;

/** What these would take away stands in fields that the operator edits right there. */
const editedRightThere = new Set(["kazoo-5-only"]);

/** The field itself asks for what is missing, once it is sent. */
const saidByTheField = new Set(["missing-modifiers"]);

function subjectOfDraft(draft: WebhookDraft, id: string | null): LintSubject {
  const { name, trigger, url, enabled } = draft;
  return {
    id,
    name,
    trigger,
    url,
    receivesHere: url === receiveHere,
    isOn: enabled,
    settings: draft,
  };
}

/** What is known to go wrong with one part of the draft. */
export function LintHints({ about }: { readonly about: LintPart }) {
  const { webhookId, ...context } = useContext(LintScopeContext);
  const setDraft = useSetDraft();
  // A field that says what is wrong with it needs no second sentence.
  const isRefused = useFieldError(fields[about]) !== undefined;
  const findings = lintWebhook(subjectOfDraft(useDraft(), webhookId), context)
    .filter((finding) => finding.about === about && !saidByTheField.has(finding.code))
    .filter(({ severity }) => severity !== "failing" || !isRefused);
  return (
    <div aria-live="polite" className="flex flex-col gap-2 empty:hidden">
      {findings.map(({ code, severity, text, fix }) => (
        <Notice
          key={code}
          tone={severity === "hint" ? "info" : severity}
          className="text-xs! [&>svg]:mt-0!"
          action={
            fix &&
            !editedRightThere.has(code) && (
              <Button size="sm" onClick={() => setDraft(fix.patch)}>
                {fix.words}
              </Button>
            )
          }
        >
          {text}
        </Notice>
      ))}
    </div>
  );
}
