/** What an account has pages for, as their paths name it. */
export type AccountSection = "events" | "calls" | "deliveries" | "webhooks" | "accounts" | "keys";

/** A path that Next knows a page for: links take nothing else. */
export type PagePath =
  | `/a/${string}/${AccountSection}`
  | `/a/${string}/${AccountSection}?${string}`;

/** The path of an account's page, and what it opens with: pagePath(id, "events", { callId }). */
export function pagePath(
  accountId: string,
  section: AccountSection,
  query: Readonly<Record<string, string>> = {},
): PagePath {
  const page: PagePath = `/a/${encodeURIComponent(accountId)}/${section}`;
  const parts = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return parts.length === 0 ? page : `${page}?${parts.join("&")}`;
}

/** The page of one webhook. */
export function webhookPath(
  accountId: string,
  webhookId: string,
): `/a/${string}/webhooks/${string}` {
  return `/a/${encodeURIComponent(accountId)}/webhooks/${encodeURIComponent(webhookId)}`;
}

/** The login page, which leads to `next` afterwards. */
export function loginPath(next: string): `/login?next=${string}` {
  return `/login?next=${encodeURIComponent(next)}`;
}
