const mergedBytes = 64 * 1024;
/** So many pieces of fewer bytes than that on average cost more time than their sender is worth. */
const maxTinyPieces = 1_000;
const tinyBytes = 64;

/** What came of a body; small pieces are merged, for each would cost more memory than it holds. */
export class Pieces {
  private pieces: Buffer[] = [];
  private count = 0;
  size = 0;

  add(piece: Buffer): void {
    const { pieces } = this;
    this.size += piece.length;
    this.count += 1;
    if (this.count === 1) {
      pieces.push(piece);
      return;
    }
    let last = piece;
    // Merging only with what is at most twice as large copies each byte a few times in all.
    for (;;) {
      const before = pieces.at(-1);
      if (!before || before.length > 2 * last.length || before.length > mergedBytes) break;
      pieces.pop();
      last = Buffer.concat([before, last]);
    }
    pieces.push(last);
  }

  /** Whether somebody sends drop by drop. */
  areTiny(): boolean {
    return this.count > maxTinyPieces && this.size < this.count * tinyBytes;
  }

  whole(): Buffer {
    const [first] = this.pieces;
    if (first && this.pieces.length === 1) return first;
    const whole = Buffer.concat(this.pieces);
    this.pieces = [whole];
    return whole;
  }

  forget(): void {
    this.pieces = [];
  }
}
