import type { Trigger } from "@/lib/domain/trigger";
import type { Webhook, WebhookPatch } from "@/lib/domain/webhook";
import type { LastAnswer } from "@/lib/domain/webhook-health";

/** A webhook as the rules look at it: one of Kazoo's, or a draft. */
export interface LintSubject {
  /** Null while it is a draft of a new one. */
  readonly id: string | null;
  readonly name: string;
  readonly trigger: string;
  readonly url: string;
  readonly receivesHere: boolean;
  readonly isOn: boolean;
  /** Null while only Kazoo's list was read: rules about it find nothing then. */
  readonly settings: Webhook["detail"];
  /** What its receiver answered last, where that is known. */
  readonly lastAnswer?: LastAnswer | null;
}

/** A webhook of an account above, which may hear this account's events too. */
export interface AncestorSubject extends LintSubject {
  readonly accountName: string;
}

export interface LintContext {
  /** The account's other webhooks, as far as they are known. */
  readonly others: readonly LintSubject[];
  /** Those of the accounts above, as far as the operator may see them. */
  readonly ancestors?: readonly AncestorSubject[];
  /** Empty while this Kazoo's triggers are not known. */
  readonly triggers: readonly Trigger[];
}

/**
 * failing: Kazoo refuses it, or events are lost. waiting: it works, but not as one may think.
 * hint: worth a look.
 */
export const severities = ["failing", "waiting", "hint"] as const;
export type Severity = (typeof severities)[number];

/** The part of the form that a finding belongs to. */
export type LintPart = "trigger" | "url" | "format" | "retries" | "legs" | "customData" | "headers";

export interface LintRule {
  readonly code: string;
  readonly severity: Severity;
  readonly about: LintPart;
  /** What is wrong, in words; null where nothing is. */
  readonly find: (subject: LintSubject, context: LintContext) => string | null;
  /** What mends it without a risk for the receiver; null where that isn't sure. */
  readonly fix?: {
    readonly words: string;
    readonly patch: (subject: LintSubject, context: LintContext) => WebhookPatch | null;
  };
}

export interface Finding extends Pick<LintRule, "code" | "severity" | "about"> {
  readonly text: string;
  readonly fix: { readonly words: string; readonly patch: WebhookPatch } | null;
}

/** One of Kazoo's webhooks, with its settings where they are known. */
export function subjectOf(
  webhook: Webhook,
  settings: Webhook["detail"],
  lastAnswer: LastAnswer | null = null,
): LintSubject {
  const { id, name, trigger, url, receivesHere, state } = webhook;
  return { id, name, trigger, url, receivesHere, isOn: state === "active", settings, lastAnswer };
}
