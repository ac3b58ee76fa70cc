export interface FormKey {
  readonly path: readonly string[];
  /** The key ended in "[]": its value is one item of a list. */
  readonly inList: boolean;
}

/**
 * "a[b][c]" → a, b, c; "o[list][]" → o, list, as a list. Brackets that don't close right up to the
 * end are part of a plain name, because Kazoo writes keys as they are.
 */
export function parseFormKey(key: string): FormKey {
  const literal: FormKey = { path: [key], inList: false };
  const open = key.indexOf("[");
  if (open <= 0 || !key.endsWith("]")) return literal;
  const path = [key.slice(0, open)];
  let at = open;
  while (at < key.length) {
    if (key.charAt(at) !== "[") return literal;
    const close = key.indexOf("]", at);
    const name = key.slice(at + 1, close);
    if (name === "" && close === key.length - 1) return { path, inList: true };
    path.push(name);
    at = close + 1;
  }
  return { path, inList: false };
}
