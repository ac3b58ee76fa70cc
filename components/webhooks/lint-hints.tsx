"use client";

import { Notice } from "../ui/notice";
import { useDraft } from "./use-draft";
import { type Lint, lintDraft } from "./webhook-lint";

/** What is known to go wrong with one part of the draft. */
export function LintHints({ about }: Pick<Lint, "about">) {
  const lints = lintDraft(useDraft()).filter((lint) => lint.about === about);
  return (
    <div aria-live="polite" className="flex flex-col gap-2 empty:hidden">
      {lints.map(({ tone, text }) => (
        <Notice key={text} tone={tone} className="text-xs [&>svg]:mt-0">
          {text}
        </Notice>
      ))}
    </div>
  );
}
