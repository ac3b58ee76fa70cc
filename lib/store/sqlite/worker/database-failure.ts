export function codeOf(cause: unknown): string | null {
  const code = cause instanceof Error && "code" in cause ? cause.code : null;
  return typeof code === "string" ? code : null;
}

export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

// SQLite's codes for a database that takes nothing at all just now; extended ones begin so.
const ofTheDatabase =
  /^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN|CORRUPT|NOTADB|NOMEM|PROTOCOL|PERM|AUTH)/;

/** Whether the failure says something about the database, not about what was to be written. */
export function isOfTheDatabase(cause: unknown): boolean {
  return ofTheDatabase.test(codeOf(cause) ?? "");
}

/** Whether the file, or a table of the text index, is no longer what SQLite wrote. */
export function isDamage(cause: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(cause) ?? "");
}

/** Whether a full-text table is damaged; the events beside it need not be. */
export function isDamagedTable(cause: unknown): boolean {
  return codeOf(cause) === "SQLITE_CORRUPT_VTAB";
}
