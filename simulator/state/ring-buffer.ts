/** The newest `capacity` items, oldest first; adding costs the same however full it is. */
export class RingBuffer<T> {
  private items: T[] = [];
  private start = 0;

  constructor(readonly capacity: number) {}

  get length(): number {
    return this.items.length;
  }

  push(item: T): void {
    if (this.items.length < this.capacity) this.items.push(item);
    else {
      this.items[this.start] = item;
      this.start = (this.start + 1) % this.capacity;
    }
  }

  toArray(): T[] {
    return [...this.items.slice(this.start), ...this.items.slice(0, this.start)];
  }

  filter(isWanted: (item: T) => boolean): T[] {
    return this.toArray().filter(isWanted);
  }

  map<R>(convert: (item: T) => R): R[] {
    return this.toArray().map(convert);
  }

  clear(): void {
    this.items = [];
    this.start = 0;
  }
}
