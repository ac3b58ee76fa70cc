const fullCodes = new Set(["ENOSPC", "EDQUOT"]);

/** Whether there was no room, or no more of it for this user. */
export function isDiskFull(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const isFull = "code" in cause && typeof cause.code === "string" && fullCodes.has(cause.code);
  return isFull || isDiskFull(cause.cause);
}
