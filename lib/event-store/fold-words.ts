// A longer one is found by its beginning, as any word is.
const longestWord = 200;

/**
 * The words of a text as both engines index them: runs of letters and digits, without case and
 * accents. SQLite's unicode61 does the same by itself.
 */
export function foldWords(text: string): readonly string[] {
  const plain = /^[\x20-\x7e\n]*$/.test(text) ? text : text.normalize("NFD").replace(/\p{M}/gu, "");
  const words = plain.toLowerCase().match(/[\p{L}\p{N}\p{Co}]+/gu) ?? [];
  return words.map((word) => word.slice(0, longestWord).replace(/\p{Surrogate}/gu, ""));
}
