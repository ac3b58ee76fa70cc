import type { LintRule, LintSubject } from "./lint-subject";
import { covers, sendsFromAbove } from "./overlap";

/** Fields of a document that only Kazoo 5 acts on, in its own names. */
const fiveFields = ["version", "security_settings"];
const fiveTriggers = /^(cdr|stream(_|$)|channel_(un)?hold$)/;

function fieldsOfFive({ settings }: LintSubject): string[] {
  const { requestHeaders = {}, otherFields = {} } = settings ?? {};
  const headers = Object.keys(requestHeaders).length > 0 ? ["request headers"] : [];
  return [...headers, ...fiveFields.filter((name) => name in otherFields)];
}

/** What accounts above, the receiver and this Kazoo's version tell of a webhook, one row a rule. */
export const surroundingsRules: readonly LintRule[] = [
  {
    code: "parent-too",
    severity: "waiting",
    about: "trigger",
    find: (subject, { ancestors = [] }) => {
      const [first] = sendsFromAbove(subject, ancestors);
      if (!first) return null;
      return `“${first.name}” of ${first.accountName} hears this account's events too and sends them to the same URL: each arrives twice.`;
    },
    fix: {
      words: "Switch this one off",
      patch: (subject, { ancestors = [] }) =>
        sendsFromAbove(subject, ancestors).some((above) => covers(above, subject))
          ? { enabled: false }
          : null,
    },
  },
  {
    code: "answers-other",
    severity: "failing",
    about: "url",
    find: ({ isOn, lastAnswer }) => {
      if (!isOn || !lastAnswer || lastAnswer.isSuccess || lastAnswer.code === null) return null;
      if (lastAnswer.code === 200) return null;
      return `Its receiver answered ${lastAnswer.code} last. Kazoo takes only 200, sends nothing again, and switches the webhook off after six failures within a minute.`;
    },
    fix: { words: "Switch it off", patch: () => ({ enabled: false }) },
  },
  {
    code: "kazoo-5-only",
    severity: "hint",
    about: "headers",
    find: (subject, { triggers }) => {
      const fields = fieldsOfFive(subject);
      if (fields.length === 0 || triggers.length === 0) return null;
      // This Kazoo offers what only the fifth has.
      if (triggers.some(({ id }) => fiveTriggers.test(id))) return null;
      return `Only Kazoo 5 acts on ${fields.join(" and ")}. This Kazoo keeps them and does nothing with them.`;
    },
    fix: {
      words: "Take them away",
      patch: ({ settings }) => {
        const there = fiveFields.filter((name) => name in (settings?.otherFields ?? {}));
        return {
          ...(Object.keys(settings?.requestHeaders ?? {}).length > 0 && { requestHeaders: {} }),
          ...(there.length > 0 && {
            otherFields: Object.fromEntries(there.map((name) => [name, null])),
          }),
        };
      },
    },
  },
];
