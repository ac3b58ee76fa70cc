import { z } from "zod";

/** Kazoo ids (accounts, users, webhooks) are 32 lower-case hex digits. */
export const kazooIdSchema = z.string().regex(/^[0-9a-f]{32}$/, "A Kazoo id has 32 hex digits.");

export const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  realm: z.string().nullable(),
  /** Ids of its ancestors as far as Kazoo tells them, root first; empty where it doesn't. */
  path: z.array(z.string()),
});

export type Account = z.infer<typeof accountSchema>;

export const accountListSchema = z.object({
  items: z.array(accountSchema),
  nextCursor: z.string().nullable(),
});

/**
 * Whose data a read may see. Two clusters can hold the same account id (a staging copy of
 * production does), so the cluster is part of the scope.
 */
export interface AccountScope {
  readonly cluster: string;
  readonly accountId: string;
}
