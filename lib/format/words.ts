/** A machine name as words: "call_recording" → "Call recording", "doc_deleted" → "Doc deleted". */
export function words(name: string): string {
  const spaced = name.replace(/[_-]+/g, " ").trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
