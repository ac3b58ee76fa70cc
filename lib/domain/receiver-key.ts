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
