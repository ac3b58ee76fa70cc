// A longer one is found by its beginning, as any word is.
const longestWord = 200;

/**
 * The words of a text as both engines index them: runs of letters and digits, without case and
 * accents. SQLite's unicode61 does the same by itself.
 */
export function foldWords(text: string): readonly string[] {
  if (/^[\x20-\x7e\n]*$/.test(text)) {
    const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    return words.map((word) => word.slice(0, longestWord));
  }
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "");
  const words = plain.toLowerCase().match(/[\p{L}\p{N}\p{Co}]+/gu) ?? [];
  return words.map((word) => word.slice(0, longestWord).replace(/\p{Surrogate}/gu, ""));
}
