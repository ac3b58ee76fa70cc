import type { Settings } from "../options";

/**
 * Kazoo's URL check: lower-case http(s), host not blacklisted; nothing is resolved
 * (docs/kazoo.md#webhook-document).
 */
export function isAllowedUrl(uri: string, { blacklistHosts, kazoo }: Settings): boolean {
  const parts = /^https?:(?:\/\/([^/?#]*))?/.exec(uri);
  if (!parts) return false;
  // Splitting at the first colon lets IPv6 literals through, and every URL with a password.
  const host = parts[1]?.split(":")[0]?.toLowerCase() ?? "";
  const address = kazoo === "master" ? readAddress(host) : undefined;
  return !blacklistHosts.includes(host) && !blacklistHosts.includes(address ?? host);
}

/** Master reads addresses as C does: 127.1, 0x7f.0.0.1, 0177.0.0.1 and 2130706433 are one host. */
function readAddress(host: string): string | undefined {
  const parts = host.split(".");
  const isAddress = parts.length <= 4 && parts.every((part) => NUMBER.test(part));
  if (!isAddress) return undefined;
  const numbers = parts.map((part) => (OCTAL.test(part) ? Number.parseInt(part, 8) : Number(part)));
  const last = numbers.pop() ?? 0;
  if (numbers.some((number) => number > 255) || last >= 256 ** (4 - numbers.length))
    return undefined;
  const value = numbers.reduce((sum, number, index) => sum + number * 256 ** (3 - index), last);
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}

const NUMBER = /^(0x[0-9a-f]+|\d+)$/;
const OCTAL = /^0[0-7]+$/;
