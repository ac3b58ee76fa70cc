// RFC 3261 and what carriers add to it; others by their class.
const names: ReadonlyMap<number, string> = new Map([
  [200, "OK"],
  [302, "moved"],
  [400, "bad request"],
  [401, "not authorized"],
  [403, "forbidden"],
  [404, "not found"],
  [405, "method not allowed"],
  [407, "proxy asks for a password"],
  [408, "no answer in time"],
  [410, "gone"],
  [480, "not available"],
  [481, "call does not exist"],
  [482, "loop detected"],
  [483, "too many hops"],
  [484, "number incomplete"],
  [486, "busy"],
  [487, "cancelled"],
  [488, "no common codec"],
  [500, "server failed"],
  [502, "bad gateway"],
  [503, "service unavailable"],
  [504, "server timed out"],
  [600, "busy everywhere"],
  [603, "declined"],
  [604, "exists nowhere"],
  [606, "not acceptable"],
]);

/** A SIP status in words: 486 → "486 busy". */
export function sipStatus(status: number): string {
  return `${status} ${names.get(status) ?? (status < 300 ? "accepted" : "failed")}`;
}
