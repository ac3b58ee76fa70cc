/**
 * The records of a CSV text by the letter of RFC 4180, character by character: cells between commas,
 * records ended by CRLF, quotes doubled within quotes. Throws on whatever else there is.
 */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;

  function quoted(): string {
    let cell = "";
    for (at += 1; at < text.length; at += 1) {
      if (text[at] !== '"') cell += text[at];
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else {
        at += 1;
        return cell;
      }
    }
    throw new Error("A quoted cell does not end.");
  }
  function plain(): string {
    const from = at;
    while (at < text.length && !/[",\r\n]/.test(text.charAt(at))) at += 1;
    return text.slice(from, at);
  }

  while (at < text.length) {
    record.push(text[at] === '"' ? quoted() : plain());
    if (text[at] === ",") at += 1;
    else if (text.startsWith("\r\n", at)) {
      at += 2;
      records.push(record);
      record = [];
    } else throw new Error(`Neither a comma nor a line end at ${at}.`);
  }
  if (record.length > 0) throw new Error("The last record does not end.");
  return records;
}
