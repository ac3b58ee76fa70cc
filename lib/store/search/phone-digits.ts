const fewestDigits = 7;
const mostDigits = 20;
const nationalDigits = 10;

/** A number as people and switches write it, not in the middle of a word or an id. */
const phoneNumber = /(?<![\p{L}\p{N}_])\+?\d[\d\s().-]{5,40}\d(?![\p{L}\p{N}_])/gu;
// Both say no to most texts, and much faster.
const mayHoldNumber = /\d[\d\s().-]{5}/;
const hexId = /^[0-9a-f]{32}$/;

function digitsOf(written: string): string | null {
  // "+1", "001" and "1" begin the same number.
  const digits = written.replace(/\D/g, "").replace(/^0+/, "");
  return digits.length >= fewestDigits && digits.length <= mostDigits ? digits : null;
}

/** Read from its end, so that what a number ends in is what this begins with. */
function fromItsEnd(digits: string): string {
  let reversed = "r";
  for (let at = digits.length - 1; at >= 0; at -= 1) reversed += digits.charAt(at);
  return reversed;
}

/**
 * The words under which the phone numbers in a text are found by their beginning: all digits, the
 * last ten (no country code), and all digits from the end.
 */
export function phoneForms(text: string): readonly string[] {
  if (!mayHoldNumber.test(text) || hexId.test(text)) return [];
  const forms: string[] = [];
  for (const [written] of text.matchAll(phoneNumber)) {
    const digits = digitsOf(written);
    if (!digits) continue;
    forms.push(digits, fromItsEnd(digits));
    if (digits.length > nationalDigits) forms.push(digits.slice(-nationalDigits));
  }
  return forms;
}

export interface PhoneQuery {
  /** Each number asked for, as the beginnings of which one must match. */
  readonly numbers: readonly (readonly string[])[];
  /** The query without its numbers and the SIP address around them. */
  readonly rest: string;
}

/** Takes the phone numbers out of a search text. */
export function splitPhoneNumbers(text: string): PhoneQuery {
  const numbers: string[][] = [];
  const rest = text
    .replace(/\b(?:sips?|tel):(?=\+?\d)|(?<=\d)@\S*/gi, " ")
    .replace(phoneNumber, (written) => {
      const digits = digitsOf(written);
      if (!digits) return written;
      numbers.push([digits, fromItsEnd(digits.slice(-nationalDigits))]);
      return " ";
    });
  return { numbers, rest };
}
