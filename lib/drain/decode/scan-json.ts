/** The shortest integer that may not fit a double: 2^53 has 16 digits. */
const longDigits = 16;
const backslash = 0x5c;

export interface JsonScan {
  /** Deepest nesting of objects and arrays. */
  readonly depth: number;
  /** At least as many as there are values below the top. */
  readonly fields: number;
  /** Where integers stand that a double can't hold: [start, end) in the text. */
  readonly longIntegers: readonly (readonly [number, number])[];
}

/** The index of the quote that ends the string starting at `start`, or the text's length. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === backslash) escapes += 1;
    if (escapes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

/** The index behind the number that starts at `start`. */
function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && "0123456789+-.eE".includes(text.charAt(end))) end += 1;
  return end;
}

/** Whether a number, read as a double, would be infinite, or an integer with other digits. */
function losesDigits(token: string): boolean {
  if (!Number.isFinite(Number(token))) return true;
  return token.length >= longDigits && /^-?\d+$/.test(token) && String(Number(token)) !== token;
}

/**
 * Looks over JSON text before it is parsed, in one pass and without recursion: hostile nesting is
 * refused before it costs memory, and long integers are found while their digits are still there.
 */
export function scanJson(text: string): JsonScan {
  const longIntegers: [number, number][] = [];
  let level = 0;
  let depth = 0;
  let fields = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charAt(at)) {
      case '"':
        at = endOfString(text, at);
        break;
      case "{":
      case "[":
        level += 1;
        fields += 1;
        if (level > depth) depth = level;
        break;
      case "}":
      case "]":
        level -= 1;
        break;
      case ",":
        fields += 1;
        break;
      case "-":
      case "0":
      case "1":
      case "2":
      case "3":
      case "4":
      case "5":
      case "6":
      case "7":
      case "8":
      case "9": {
        const end = endOfNumber(text, at);
        if (losesDigits(text.slice(at, end))) longIntegers.push([at, end]);
        at = end - 1;
        break;
      }
    }
  }
  return { depth, fields, longIntegers };
}
