import type { Payload } from "@/lib/domain/event";

// The last two are headers: Kazoo makes `Authorization` of the user and password in a webhook's URL.
const secretName =
  /pass(word|wd|phrase)?$|password|secret|api[-_ ]?key|token|credential|^(proxy-)?authorization$|cookie/i;
const secretInText =
  /pass(word|wd|phrase)|pass["'\]]*\s*[=:]|secret|api[-_ ]?key|token|credential|authorization|cookie/i;

/** What is shown in place of a credential. */
export const secretMask = "••••••••";

// The same few names come with every event.
const verdicts = new Map<string, boolean>();
const mostVerdicts = 1_000;
const longestKept = 64;

/**
 * Whether a field of this name holds a credential: Kazoo's notifications carry some
 * (docs/kazoo.md#notifications).
 */
export function isSecretField(name: string): boolean {
  const known = verdicts.get(name);
  if (known !== undefined) return known;
  const verdict = secretName.test(name);
  if (verdicts.size < mostVerdicts && name.length <= longestKept) verdicts.set(name, verdict);
  return verdict;
}

/** Whether a credential lies anywhere in a payload, so that its raw bytes are covered. */
export function holdsSecret(payload: Payload): boolean {
  if (typeof payload !== "object" || payload === null) return false;
  if (Array.isArray(payload)) return payload.some(holdsSecret);
  return Object.entries(payload).some(([name, value]) => isSecretField(name) || holdsSecret(value));
}

/** As forms are decoded, but byte by byte: a broken escape stays, and nothing throws. */
function unescapeOnce(text: string): string {
  return text
    .replaceAll("+", " ")
    .replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/**
 * Whether text of a query or form, or any that could not be decoded, speaks of a credential, escaped
 * or not. Says yes rather too often. Once is enough: who reads such text decodes it once, so what is
 * escaped twice is no name of a field to anybody.
 */
export function mentionsSecret(text: string): boolean {
  return secretInText.test(text) || (/[%+]/.test(text) && secretInText.test(unescapeOnce(text)));
}

/** The payload with every credential masked, whatever lies under its name. */
export function maskSecrets(payload: Payload): Payload {
  if (typeof payload !== "object" || payload === null) return payload;
  if (Array.isArray(payload)) return payload.map(maskSecrets);
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [
      name,
      isSecretField(name) ? secretMask : maskSecrets(value),
    ]),
  );
}
