import * as z from "zod/mini";
import type { AccountScope } from "./account";

/** The secret path part of a receiver URL. It names the account, so whoever has it can write. */
export interface ReceiverKey {
  readonly id: string;
  readonly scope: AccountScope;
  readonly name: string;
  /** 43 characters of base64url: 256 random bits. */
  readonly key: string;
  /** Unix milliseconds. */
  readonly createdAt: number;
  /** Unix milliseconds, at most a minute behind; null before the first delivery. */
  readonly lastUsedAt: number | null;
}

export const receiverKeyDraftSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, "Give the key a name."), z.maxLength(64)),
});

/** A key as an operator sees it: its secret is in the URL, which is copied and never shown whole. */
export const receiverKeyViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  /** True for the one that new webhooks get. */
  isDefault: z.boolean(),
  createdAt: z.number(),
  lastUsedAt: z.nullable(z.number()),
});
export type ReceiverKeyView = z.infer<typeof receiverKeyViewSchema>;

export const receiverKeyListSchema = z.object({
  items: z.array(receiverKeyViewSchema),
  nextCursor: z.null(),
});
