/**
 * A path or a link, each part that is put in encoded: path`/a/${accountId}/events?callId=${callId}`.
 * Ids come from Kazoo and from deliveries, so they may hold any character.
 */
export function path(texts: TemplateStringsArray, ...parts: readonly string[]): string {
  return texts.reduce(
    (done, text, index) => done + encodeURIComponent(parts[index - 1] ?? "") + text,
  );
}
