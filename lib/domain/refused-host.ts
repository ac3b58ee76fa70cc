const refusedHosts = new Set(["localhost", "127.0.0.1", "0.0.0.0"]);

/**
 * Whether a Kazoo refuses webhooks that post to this URL's host, unless its blacklist was changed
 * (docs/kazoo.md#webhook-document). "127.1" and "2130706433" are the same host.
 */
export function isOnKazooBlacklist(url: string): boolean {
  return URL.canParse(url) && refusedHosts.has(new URL(url).hostname);
}

/** Where an operator of Kazoo changes it. */
export const kazooBlacklist = "its blacklist (kazoo_web, client.blacklist)";
