/** What a thread of its own beside the store is given. */
export interface CompanionSettings<Extra = unknown> {
  /** The database's; it may hold a password. */
  readonly url: string;
  readonly extra: Extra;
}

export type CompanionReply<Told = unknown> =
  | { readonly kind: "ready" }
  | { readonly kind: "told"; readonly told: Told };

/** What the main thread says to it: it ends, once nothing is under way. */
export const closeCompanion = "close";
