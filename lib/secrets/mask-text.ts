import { isSecretField } from "@/lib/payload/secret-fields";

/** What is shown in place of a credential. */
export const secretMask = "••••••••";

const url = /\b[a-z][a-z\d+.-]{0,30}:\/\/[^\s"'<>\\]+/gi;
const jsonWebToken = /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g;
// Most texts hold neither.
const mayHoldSecret = /:\/\/|eyJ/;

const userinfo = /^([a-z\d+.-]+:\/\/)[^/?#@]*(?:@[^/?#@]*)*@/i;
/** Of Hookline's own receiver URLs: whoever has the key can write events. */
const receiverKey = /(\/receive\/)[\w-]{12,}/g;
const parameter = /([?&;#])([^=&;#\s]{1,200})=([^&;#\s]*)/g;
const signature = /^(sig|signature|hmac|x-amz-signature)$/i;

function unescaped(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll("+", " "));
  } catch {
    return name;
  }
}

function maskUrl(address: string): string {
  return address
    .replace(userinfo, `$1${secretMask}@`)
    .replace(receiverKey, `$1${secretMask}`)
    .replace(parameter, (whole, sign: string, name: string) => {
      const plain = unescaped(name);
      const secret = isSecretField(plain) || signature.test(plain);
      return secret ? `${sign}${name}=${secretMask}` : whole;
    });
}

/** Text without the user, password and tokens of its URLs, and without JSON web tokens. */
export function maskText(text: string): string {
  if (!mayHoldSecret.test(text)) return text;
  return text.replace(url, maskUrl).replace(jsonWebToken, secretMask);
}
