/** One that waits until it is settled. */
export interface Wait {
  /** Monotonic milliseconds. */
  readonly since: number;
  isSettled: boolean;
}

const minCompacted = 1_024;

/**
 * What waits, in the order in which it came. An array and no Set: each table that a Set outgrows
 * refers to the next, so that once one of them is old the garbage collector takes everything that
 * passes through the others for alive.
 */
export class WaitQueue<T extends Wait> {
  private items: (T | undefined)[] = [];
  private start = 0;

  get oldest(): T | null {
    return this.items[this.start] ?? null;
  }

  push(item: T): void {
    this.items.push(item);
  }

  /** False: it was settled before. */
  settle(item: T): boolean {
    if (item.isSettled) return false;
    item.isSettled = true;
    while (this.items[this.start]?.isSettled) {
      this.items[this.start] = undefined;
      this.start += 1;
    }
    if (this.start >= minCompacted && this.start * 2 >= this.items.length) {
      this.items = this.items.slice(this.start);
      this.start = 0;
    }
    return true;
  }
}
