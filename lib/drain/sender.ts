import type { SpoolRecord } from "@/lib/spool/spool";

/** What is read from a delivery's headers, the first of each name. */
export interface Sender {
  readonly contentType: string | null;
  readonly contentEncoding: string | null;
  /** X-Hook-ID and X-Account-ID as claimed: Kazoo does not sign. */
  readonly webhookId: string | null;
  readonly ownerId: string | null;
}

/** An id of printable characters or nothing. */
function idOf(claimed: string | null): string | null {
  const id = claimed?.trim() ?? "";
  return /^[\x21-\x7e]{1,64}$/.test(id) ? id : null;
}

export function readSender(headers: SpoolRecord["headers"]): Sender {
  let contentType: string | null = null;
  let contentEncoding: string | null = null;
  let webhookId: string | null = null;
  let ownerId: string | null = null;
  for (const [name, value] of headers) {
    switch (name.toLowerCase()) {
      case "content-type":
        contentType ??= value;
        break;
      case "content-encoding":
        contentEncoding ??= value;
        break;
      case "x-hook-id":
        webhookId ??= value;
        break;
      case "x-account-id":
        ownerId ??= value;
        break;
    }
  }
  return { contentType, contentEncoding, webhookId: idOf(webhookId), ownerId: idOf(ownerId) };
}
