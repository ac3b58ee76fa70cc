import { z } from "zod";

/** What the sealed cookie holds. The token is in here and nowhere else. */
export const sessionDataSchema = z.object({
  cluster: z.string(),
  token: z.string(),
  /** Unix milliseconds: when Kazoo gave the token. */
  obtainedAt: z.number(),
  /** Unix milliseconds: when Kazoo stops taking the token. */
  expiresAt: z.number(),
  accountId: z.string(),
  accountName: z.string(),
  operatorId: z.string().nullable(),
  username: z.string(),
});

export type SessionData = Readonly<z.infer<typeof sessionDataSchema>>;
