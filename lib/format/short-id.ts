const shownCharacters = 8;

/** The first 8 characters of an id: enough to recognise it, short enough for a table. */
export function shortId(id: string): string {
  return id.slice(0, shownCharacters);
}
