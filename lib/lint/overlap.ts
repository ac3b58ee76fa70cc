import type { AncestorSubject, LintSubject } from "./lint-subject";

/** The same place, so that the same event arrives there more than once. */
function sameTarget(a: LintSubject, b: LintSubject): boolean {
  return a.url === b.url || (a.receivesHere && b.receivesHere);
}

/** Whether a choice of one modifier includes that of another: "all", or none, includes each. */
function includes(wide: string | undefined, narrow: string | undefined): boolean {
  return wide === undefined || wide === "all" || wide === narrow;
}

/** Whether both fire for the same event; not known where a webhook's settings aren't. */
function overlaps(a: LintSubject, b: LintSubject): boolean {
  if (a.trigger === "all" || b.trigger === "all") return true;
  if (a.trigger !== b.trigger || !a.settings || !b.settings) return false;
  const [some, others] = [a.settings.modifiers, b.settings.modifiers];
  return [...new Set([...Object.keys(some), ...Object.keys(others)])].every(
    (key) => includes(some[key], others[key]) || includes(others[key], some[key]),
  );
}

/** The webhooks that are on and send what this one sends to where this one sends it. */
export function sendsTheSame(
  subject: LintSubject,
  others: readonly LintSubject[],
): readonly LintSubject[] {
  if (!subject.isOn) return [];
  return others.filter(
    (other) =>
      other.isOn &&
      other.id !== subject.id &&
      sameTarget(subject, other) &&
      overlaps(subject, other),
  );
}

/**
 * The webhooks of accounts above that hear this account's events and send them to the same URL. Each
 * account's own receiver is another place.
 */
export function sendsFromAbove(
  subject: LintSubject,
  ancestors: readonly AncestorSubject[],
): readonly AncestorSubject[] {
  if (!subject.isOn) return [];
  return ancestors.filter(
    (above) =>
      above.isOn &&
      above.settings?.includeSubaccounts === true &&
      above.url === subject.url &&
      overlaps(subject, above),
  );
}

/** Whether the other fires for all that this one fires for, so that this one adds nothing. */
export function covers(other: LintSubject, subject: LintSubject): boolean {
  const [wide, narrow] = [other.settings, subject.settings];
  if (!wide || !narrow) return false;
  if (narrow.includeSubaccounts && !wide.includeSubaccounts) return false;
  if (narrow.includeInternalLegs && !wide.includeInternalLegs) return false;
  // What the operator added would be missing.
  if (Object.entries(narrow.customData).some(([key, value]) => wide.customData[key] !== value)) {
    return false;
  }
  if (other.trigger === "all") return subject.trigger !== "all" || isLater(subject, other);
  if (other.trigger !== subject.trigger) return false;
  const keys = Object.keys({ ...wide.modifiers, ...narrow.modifiers });
  const holds = (a: typeof wide, b: typeof wide) =>
    keys.every((key) => includes(a.modifiers[key], b.modifiers[key]));
  return holds(wide, narrow) && (!holds(narrow, wide) || isLater(subject, other));
}

/** Of two alike, one is told to be switched off, not both. */
function isLater(a: LintSubject, b: LintSubject): boolean {
  return a.id === null || (b.id !== null && a.id > b.id);
}
