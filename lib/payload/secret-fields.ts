import { declaredSecrets } from "./payload-table";

/** Anywhere in a name, also where it is written in one word: "enduserpassword", "apiKey". */
const secretPart = /password|passw|passphrase|passcode|secret|token|credential|cookie|api[-_ ]?key/;
/** Words that make a name secret wherever they stand in it. */
const secretWords = new Set(["pwd", "bearer", "jwt", "otp", "totp"]);
/** Words that make a name secret as its last one: "pvt_md5_auth", "private_key", "hotdesk_pin". */
const secretEndings = new Set(["pass", "pin", "pins", "key", "auth", "oauth", "authorization"]);
const secretPairs = new Set(["session id", "pin code", "pin number", "private keys", "auth code"]);
const publicNames = new Set(["public_key", "publickey"]);

function judge(name: string): boolean {
  const spaced = name.replace(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase();
  if (publicNames.has(spaced)) return false;
  if (declaredSecrets.has(name) || secretPart.test(spaced)) return true;
  const words = spaced.split(/[^a-z\d]+/).filter((word) => word !== "");
  const last = words.at(-1);
  if (last === undefined) return false;
  return (
    secretEndings.has(last) ||
    /^(php|j)?sess(ion)?id$/.test(last) ||
    words.some((word, at) => secretWords.has(word) || secretPairs.has(`${word} ${words[at + 1]}`))
  );
}

// The same few names come with every event.
const verdicts = new Map<string, boolean>();
const maxVerdicts = 1_000;
const maxKeptLength = 64;

/**
 * Whether a field, header or URL parameter of this name holds a credential: Kazoo's notifications
 * carry some (docs/kazoo.md#notifications).
 */
export function isSecretField(name: string): boolean {
  const known = verdicts.get(name);
  if (known !== undefined) return known;
  const verdict = judge(name);
  if (verdicts.size < maxVerdicts && name.length <= maxKeptLength) verdicts.set(name, verdict);
  return verdict;
}
