import { LRUCache } from "lru-cache";
import type { Kazoo, KazooAccess, KazooLogin } from "@/lib/kazoo/kazoo";

const rememberedMs = 30_000;
const rememberedRenewals = 10_000;

/** Trades tokens for new ones. Requests that come together, or soon after, share one trade. */
export interface TokenRenewal {
  /** The new login; rejects with what Kazoo's refusal means, and keeps to that for a while. */
  renew(access: KazooAccess): Promise<KazooLogin>;
}

export function createTokenRenewal(kazoo: Kazoo): TokenRenewal {
  const trades = new LRUCache<string, Promise<KazooLogin>>({
    max: rememberedRenewals,
    ttl: rememberedMs,
  });
  return {
    renew({ cluster, token }) {
      const running = trades.get(token);
      if (running) return running;
      const trade = kazoo.as({ cluster, token }).refreshToken();
      trades.set(token, trade);
      return trade;
    },
  };
}
