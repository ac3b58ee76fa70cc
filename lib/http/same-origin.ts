import { HooklineError } from "@/lib/domain/hookline-error";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

interface OwnOrigin {
  readonly publicUrl: string;
  readonly trustProxy: boolean;
}

function ownHosts(headers: Headers, own: OwnOrigin): readonly (string | null)[] {
  const forwarded = own.trustProxy ? headers.get("x-forwarded-host") : null;
  return [headers.get("host"), forwarded, new URL(own.publicUrl).host];
}

/**
 * Refuses an unsafe request that another site's page may have caused. Browsers send
 * Sec-Fetch-Site to trustworthy origins only, so plain http is judged by Origin.
 */
export function requireSameOrigin(method: string, headers: Headers, own: OwnOrigin): void {
  if (safeMethods.has(method)) return;
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  const sameSite = site === null || site === "same-origin";
  const sameHost =
    origin === null
      ? site === "same-origin"
      : URL.canParse(origin) && ownHosts(headers, own).includes(new URL(origin).host);
  if (sameSite && sameHost) return;
  throw new HooklineError(
    "cross_origin",
    "This request did not come from Hookline's own pages. Scripts send an Origin header with Hookline's URL.",
  );
}
