// A longer one is found by its beginning, as any word is.
const longestWord = 200;

const plain = /^[\x20-\x7e\n]*$/;

function plainWords(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.map((word) => word.slice(0, longestWord));
}

function anyWords(text: string): readonly string[] {
  const bare = text.normalize("NFD").replace(/\p{M}/gu, "");
  const words = bare.toLowerCase().match(/[\p{L}\p{N}\p{Co}]+/gu) ?? [];
  return words.map((word) => word.slice(0, longestWord).replace(/\p{Surrogate}/gu, ""));
}

/**
 * The words of a text as both engines index them: runs of letters and digits, without case and
 * accents. SQLite's unicode61 does the same by itself.
 */
export function foldWords(text: string): readonly string[] {
  if (plain.test(text)) return plainWords(text);
  // Of an event's values, each in a line, a name or two have accents.
  return text.split("\n").flatMap((line) => (plain.test(line) ? plainWords(line) : anyWords(line)));
}
