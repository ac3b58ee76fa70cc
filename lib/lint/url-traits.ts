const parts = /^(https?:\/\/)((?:[^/?#]*@)?)([^/?#:]*|\[[^\]]*\])((?::\d+)?)(.*)$/s;

/** Kazoo's HTTP client refuses these in a URL, so it never calls it. */
const uncallable = /[^\x21-\x7e]/u;

export function isNeverCalled(url: string): boolean {
  return uncallable.test(url.trim());
}

const percent = (byte: number) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;

function encode(text: string): string {
  // Unlike encodeURIComponent it takes half a surrogate pair too.
  const bytes = (part: string) => [...new TextEncoder().encode(part)].map(percent).join("");
  return text.replace(/[^\x21-\x7e]+/gu, bytes);
}

/** The same URL as Kazoo can call it: the host in ASCII, the rest percent-encoded. */
export function callableUrl(url: string): string | null {
  const match = parts.exec(url.trim());
  if (!match || !URL.canParse(url.trim())) return null;
  const [, scheme = "", user = "", host = "", port = "", rest = ""] = match;
  const asciiHost = uncallable.test(host) ? new URL(url.trim()).hostname : host;
  return scheme + encode(user) + asciiHost + port + encode(rest);
}

/** The address of the machine that Kazoo itself runs on. */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return /^127\.|^\[::1\]$|^0\.0\.0\.0$/.test(hostname) || /(^|\.)localhost$/.test(hostname);
}

const ownNetwork =
  /^10\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^169\.254\.|^\[f[cde]|\.(local|internal|lan|home\.arpa)$|^[^.[]+$/;

/** Whether a URL's host is outside one's own network, as far as its name tells. */
export function isOnInternet(url: string): boolean {
  return URL.canParse(url) && !isLoopback(url) && !ownNetwork.test(new URL(url).hostname);
}
