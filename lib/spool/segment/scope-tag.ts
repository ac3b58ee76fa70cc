import { createHash } from "node:crypto";
import type { AccountScope } from "@/lib/domain/account";

const tags = new Map<string, Buffer>();

/** Stands for an account in a frame's head: hashed once, as few accounts send most. */
export function tagOf({ cluster, accountId }: AccountScope): Buffer {
  const key = `${cluster}\0${accountId}`;
  const known = tags.get(key);
  if (known) return known;
  if (tags.size >= 10_000) tags.clear();
  const tag = createHash("sha256").update(key).digest().subarray(0, 8);
  tags.set(key, tag);
  return tag;
}

/** What SpoolHead.scopeTag is for an account. */
export function scopeTag(scope: AccountScope): string {
  return tagOf(scope).toString("hex");
}
