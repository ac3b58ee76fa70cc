"use client";

import { Notice } from "@/components/ui/notices/notice";
import { useDraft } from "../draft/use-draft";
import { useFieldError } from "../field-errors";
import { type Lint, lintDraft } from "./webhook-lint";

/** What is known to go wrong with one part of the draft. */
export function LintHints({ about }: Pick<Lint, "about">) {
  // A field that says what is wrong with it needs no second sentence.
  const isRefused = useFieldError(about) !== undefined;
  const lints = lintDraft(useDraft())
    .filter((lint) => lint.about === about)
    .filter(({ tone }) => tone !== "failing" || !isRefused);
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
