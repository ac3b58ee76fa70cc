import type { Payload } from "@/lib/domain/event";

const secretName = /pass(word|wd|phrase)?$|password|secret|api_?key|token|credential/i;

/** Whether a field of this name holds a credential: Kazoo's notifications carry some (contract 9.3). */
export function isSecretField(name: string): boolean {
  return secretName.test(name);
}

/** Whether a credential lies anywhere in a payload, so that its raw bytes are covered first. */
export function holdsSecret(payload: Payload): boolean {
  if (typeof payload !== "object" || payload === null) return false;
  if (Array.isArray(payload)) return payload.some(holdsSecret);
  return Object.entries(payload).some(([name, value]) => isSecretField(name) || holdsSecret(value));
}
