/**
 * Joins class names. Of two that set the same thing the style sheet's order decides, not this one:
 * what must win over a part's own looks says so ("h-6!", "not-hover:border-line").
 */
export function classNames(...values: readonly (string | false | null | undefined)[]): string {
  return values.filter(Boolean).join(" ");
}
