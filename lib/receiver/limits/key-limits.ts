import type { Duplex } from "node:stream";
import { createMemoryPot, type MemoryShare } from "./memory-pot";
import { createRateLimit } from "./rate-limit";
import { createRetrySlots } from "./retry-slots";

/** What a delivery is refused for, beyond its key's limits. */
export type Excess = "rate" | "uploads" | "bytes" | "connections";

export interface Refused {
  readonly excess: Excess;
  readonly retryAfterSeconds: number;
}

/** One delivery from its head to its answer. */
export interface Upload {
  /** So many bytes more; null: they are taken. */
  take(bytes: number): Refused | null;
  /** To be called once. */
  end(): void;
}

/** What one key may have under way at once; none of it is another key's problem. */
export interface KeyLimits {
  begin(socket: Duplex): Upload | Refused;
}

export interface LimitSettings {
  /** Null: none. */
  readonly maxPerSecond: number | null;
  /** Of all keys together. */
  readonly memoryBytes: number;
  readonly maxUploads: number;
  readonly maxConnections: number;
  readonly now?: () => number;
}

export interface LimitsOfAll {
  newKey(): KeyLimits;
  /** So many keys are known from now on. */
  divide(keys: number): void;
  /** Deliveries of all keys between their head and their answer. */
  underWay(): number;
}

/** The connections on which a key came last. */
function createConnectionCount(max: number) {
  const sockets = new Set<Duplex>();
  return {
    /** Whether the connection is one of so many. */
    has(socket: Duplex, last: WeakMap<Duplex, Set<Duplex>>): boolean {
      if (sockets.has(socket)) return true;
      if (sockets.size >= max) return false;
      const before = last.get(socket);
      before?.delete(socket);
      if (!before) socket.once("close", () => last.get(socket)?.delete(socket));
      sockets.add(socket);
      last.set(socket, sockets);
      return true;
    },
  };
}

class OpenUpload implements Upload {
  private held = 0;

  constructor(
    private readonly share: MemoryShare,
    private readonly refuse: (excess: Excess) => Refused,
    private readonly ended: () => void,
  ) {}

  take(bytes: number): Refused | null {
    if (!this.share.take(bytes)) return this.refuse("bytes");
    this.held += bytes;
    return null;
  }

  end(): void {
    this.share.give(this.held);
    this.held = 0;
    this.ended();
  }
}

/** Bytes count as they arrive; announcing many reserves nothing. */
export function createLimits(settings: LimitSettings): LimitsOfAll {
  const { maxPerSecond, maxUploads, maxConnections, memoryBytes, now } = settings;
  const pot = createMemoryPot(memoryBytes);
  const last = new WeakMap<Duplex, Set<Duplex>>();
  let underWay = 0;

  function newKey(): KeyLimits {
    const share = pot.newShare();
    const mayCome = maxPerSecond === null ? null : createRateLimit(maxPerSecond, now);
    const retrySlot = createRetrySlots(maxPerSecond ?? maxUploads, now);
    const connections = createConnectionCount(maxConnections);
    const refuse = (excess: Excess): Refused => ({ excess, retryAfterSeconds: retrySlot() });
    let uploads = 0;
    const ended = (): void => {
      uploads -= 1;
      underWay -= 1;
    };
    return {
      begin(socket) {
        if (!connections.has(socket, last)) return refuse("connections");
        if (uploads >= maxUploads) return refuse("uploads");
        if (mayCome && !mayCome()) return refuse("rate");
        uploads += 1;
        underWay += 1;
        return new OpenUpload(share, refuse, ended);
      },
    };
  }

  return { newKey, divide: pot.divide, underWay: () => underWay };
}
