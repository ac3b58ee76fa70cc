import type { StoredDocument } from "../state/documents";
import { BareFailure } from "./api-failure";
import type { ApiRequest } from "./api-request";

/** Whether `If-None-Match` names what is there: in a list, weak, or as `*`. */
export function isKnown(request: ApiRequest, etag: string | undefined): boolean {
  const known = request.headers["if-none-match"];
  if (known === undefined) return false;
  if (known.trim() === "*") return true;
  return known.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

/** A change with a stale `If-Match`, or a known `If-None-Match`, is a 412 with an empty body. */
export function requireMatch(request: ApiRequest, document: StoredDocument): void {
  if (isKnown(request, `"${document.revision}"`)) throw new BareFailure(412);
  const wanted = request.headers["if-match"];
  if (wanted === undefined || wanted === "*") return;
  const tags = wanted.split(",").map((tag) => tag.trim());
  if (!tags.includes(`"${document.revision}"`)) throw new BareFailure(412);
}
