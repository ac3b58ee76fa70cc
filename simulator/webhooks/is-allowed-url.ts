/**
 * Kazoo's URL check: lower-case http(s), host not blacklisted; nothing is resolved
 * (docs/kazoo.md#webhook-document).
 */
export function isAllowedUrl(uri: string, blacklistHosts: readonly string[]): boolean {
  const parts = /^(https?):\/\/([^/?#]*)/.exec(uri);
  if (!parts) return false;
  const location = (parts[2] ?? "").replace(/^.*@/, "");
  // Splitting at the first colon lets IPv6 literals through, as in Kazoo.
  const host = location.split(":")[0]?.toLowerCase() ?? "";
  return !blacklistHosts.includes(host);
}
