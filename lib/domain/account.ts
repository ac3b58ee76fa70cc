import * as z from "zod/mini";

/** Kazoo ids (accounts, users, webhooks) are 32 lower-case hex digits. */
export const kazooIdSchema = z
  .string()
  .check(z.regex(/^[0-9a-f]{32}$/, "A Kazoo id has 32 hex digits."));

export const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  realm: z.nullable(z.string()),
  /** Ids of its ancestors as far as Kazoo tells them, root first; empty where it doesn't. */
  path: z.array(z.string()),
});

export type Account = z.infer<typeof accountSchema>;

export const accountListSchema = z.object({
  items: z.array(accountSchema),
  nextCursor: z.nullable(z.string()),
});

/**
 * Whose data a read may see. Two clusters can hold the same account id (a staging copy of
 * production does), so the cluster is part of the scope.
 */
export interface AccountScope {
  readonly cluster: string;
  readonly accountId: string;
}

/** Whether a search as people type it means this account: a part of its name or realm. */
export function accountMatches({ name, realm }: Account, q: string): boolean {
  const wanted = q.trim().toLowerCase();
  return [name, realm ?? ""].some((text) => text.toLowerCase().includes(wanted));
}

/** The account with its path cut at the root: what lies above one's own account is not shown. */
export function seenFrom(account: Account, rootId: string): Account {
  const rootAt = account.path.indexOf(rootId);
  return { ...account, path: rootAt === -1 ? [] : account.path.slice(rootAt) };
}
