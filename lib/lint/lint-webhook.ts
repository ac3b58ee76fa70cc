import { type Finding, type LintContext, type LintSubject, severities } from "./lint-subject";
import { surroundingsRules } from "./surroundings-rules";
import { webhookRules } from "./webhook-rules";

/** All that is known to go wrong with a webhook, the worst first. */
export function lintWebhook(subject: LintSubject, context: LintContext): Finding[] {
  return [...webhookRules, ...surroundingsRules]
    .flatMap(({ code, severity, about, find, fix }): Finding[] => {
      const text = find(subject, context);
      if (text === null) return [];
      const patch = fix?.patch(subject, context);
      return [
        { code, severity, about, text, fix: fix && patch ? { words: fix.words, patch } : null },
      ];
    })
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}
