const receiverPath = /^(.*\/receive\/)([A-Za-z0-9_-]{12,})(.*)$/;
const keptCharacters = 4;

/**
 * A receiver URL whose key is hidden except for its end: "…/receive/••••abcd". Whoever has the
 * whole key can write events, so it is copied on purpose only, never shown. Other URLs stay.
 */
export function maskReceiverKey(url: string): string {
  const match = receiverPath.exec(url);
  if (!match) return url;
  const [, before = "", key = "", after = ""] = match;
  return `${before}••••${key.slice(-keptCharacters)}${after}`;
}
