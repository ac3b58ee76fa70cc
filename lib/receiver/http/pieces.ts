const mergedBytes = 64 * 1024;
/**
 * A body in more pieces than this, smaller on average than that, is refused: it costs too much
 * time.
 */
const maxTinyPieces = 1_000;
const tinyBytes = 64;

/**
 * The received part of a body. Small pieces are merged, because each costs more memory than it
 * holds.
 */
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
    // A piece is merged only with one at most twice its size, so each byte is copied a few times at
    // most.
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
