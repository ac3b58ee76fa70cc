const secretInText =
  /pass(word|wd|phrase|code)|pass["'\]]*\s*[=:]|secret|(api|private)[-_ ]?key|token|credential|authorization|cookie|:\/\/[^\s/?#"'@]*@/i;
const secretName =
  /(?<![a-z\d])(pins?|pwd|key|auth|bearer|jwt|t?otp|session[-_ ]?id)[\\"'\]\s]*[=:]/i;

function mentions(text: string): boolean {
  return secretInText.test(text) || secretName.test(text);
}

/** As forms are decoded, but byte by byte: a broken escape stays, and nothing throws. */
function unescapeOnce(text: string): string {
  return text
    .replaceAll("+", " ")
    .replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/**
 * Whether text of a query or form, or text that was not decoded, speaks of a credential, escaped or
 * not. Says yes rather too often. One unescaping is enough: the text of a form is decoded once.
 */
export function mentionsSecret(text: string): boolean {
  return mentions(text) || (/[%+]/.test(text) && mentions(unescapeOnce(text)));
}
