import type { StoredDocument } from "../state/documents";
import { BareFailure } from "./api-failure";
import type { ApiRequest } from "./api-request";

/** A stale `If-Match` is answered 412 with an empty body. */
export function requireMatch(request: ApiRequest, document: StoredDocument): void {
  const wanted = request.headers["if-match"];
  if (wanted === undefined || wanted === "*") return;
  const tags = wanted.split(",").map((tag) => tag.trim());
  if (!tags.includes(`"${document.revision}"`)) throw new BareFailure(412);
}
