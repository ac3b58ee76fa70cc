const webUrl = /^(https?:\/\/)((?:[^/?#]*@)?)([^/?#]+)(.*)$/s;
const typedHost = /^(https?:\/\/)?([^/?#@\s]+)\/?$/;

/** Host and port of a URL as it is written; null where that is no web URL. */
export function hostOf(url: string): string | null {
  return webUrl.exec(url)?.[3] ?? null;
}

/** What was typed as a new host, "https://" and the like allowed before it; null where it is none. */
export function parseHost(typed: string): { scheme: string | null; host: string } | null {
  const match = typedHost.exec(typed.trim());
  const host = match?.[2];
  if (!host || !URL.canParse(`http://${host}`)) return null;
  return { scheme: match[1] ?? null, host };
}

/**
 * The URL on another host. All after the host stays as it is written: Kazoo calls what is written,
 * so nothing is normalised on the way. Null where nothing would change.
 */
export function changeHost(url: string, typed: string): string | null {
  const match = webUrl.exec(url);
  const wanted = parseHost(typed);
  if (!match || !wanted) return null;
  const [, scheme = "", user = "", , rest = ""] = match;
  const changed = (wanted.scheme ?? scheme) + user + wanted.host + rest;
  return changed === url ? null : changed;
}
