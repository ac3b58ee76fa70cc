import type { Json } from "./json";
import { readNumber } from "./json-number";

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\r\n]*/y;
const MAX_DEPTH = 1000;

/** JSON as `JSON.parse` reads it, but numbers keep what a double would lose (throws SyntaxError). */
export function parseJson(text: string): Json {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(depth: number): Json {
    if (depth > MAX_DEPTH) throw new SyntaxError("nested too deeply");
    this.space();
    const start = this.text[this.at];
    if (start === "{") return this.object(depth);
    if (start === "[") return this.array(depth);
    if (start === '"') return this.string();
    if (this.word("true")) return true;
    if (this.word("false")) return false;
    if (this.word("null")) return null;
    return readNumber(this.token(NUMBER));
  }

  end(): void {
    this.space();
    if (this.at < this.text.length) throw this.unexpected();
  }

  private object(depth: number): Json {
    const pairs: [string, Json][] = [];
    this.list("}", () => {
      this.space();
      const key = this.string();
      this.space();
      if (!this.word(":")) throw this.unexpected();
      pairs.push([key, this.value(depth + 1)]);
    });
    // Not by assignment: "__proto__" is a key like any other.
    return Object.fromEntries(pairs);
  }

  private array(depth: number): Json[] {
    const items: Json[] = [];
    this.list("]", () => items.push(this.value(depth + 1)));
    return items;
  }

  private list(close: string, item: () => void): void {
    this.at += 1;
    this.space();
    if (this.word(close)) return;
    do {
      item();
      this.space();
    } while (this.word(","));
    if (!this.word(close)) throw this.unexpected();
  }

  private string(): string {
    if (this.text[this.at] !== '"') throw this.unexpected();
    let end = this.at;
    do {
      end = this.text.indexOf('"', end + 1);
      if (end < 0) throw this.unexpected();
    } while (this.isEscaped(end));
    const text: unknown = JSON.parse(this.text.slice(this.at, end + 1));
    this.at = end + 1;
    return String(text);
  }

  private isEscaped(quote: number): boolean {
    let slashes = 0;
    while (this.text[quote - 1 - slashes] === "\\") slashes += 1;
    return slashes % 2 === 1;
  }

  private word(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  private token(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) throw this.unexpected();
    this.at += found.length;
    return found;
  }

  private space(): void {
    SPACE.lastIndex = this.at;
    this.at += SPACE.exec(this.text)?.[0].length ?? 0;
  }

  private unexpected(): SyntaxError {
    return new SyntaxError(`unexpected text at ${this.at}`);
  }
}
