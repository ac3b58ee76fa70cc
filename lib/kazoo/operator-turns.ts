import { LRUCache } from "lru-cache";
import pLimit, { type LimitFunction } from "p-limit";
import type { KazooClient } from "./client";

const callsAtOnce = 8;
const rememberedOperators = 10_000;

/** A client on which one operator, over all of their requests, has eight calls under way at most. */
export function createOperatorTurns(): (
  client: KazooClient,
  cluster: string,
  token: string,
) => KazooClient {
  const turns = new LRUCache<string, LimitFunction>({ max: rememberedOperators });
  return (client, cluster, token) => {
    const key = `${cluster}/${token}`;
    const inTurn = turns.get(key) ?? pLimit(callsAtOnce);
    turns.set(key, inTurn);
    return {
      ask: (request) => inTurn(() => client.ask(request)),
      read: (request, schema) => inTurn(() => client.read(request, schema)),
      close: () => client.close(),
    };
  };
}
