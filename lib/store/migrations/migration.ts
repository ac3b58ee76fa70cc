/** What brings an older schema to a version. Once released it never changes. */
export interface Migration {
  /** The version the database has afterwards. */
  readonly version: number;
  /** Statements, run in one transaction; the same step for each engine. */
  readonly sqlite: string;
  readonly postgres: string;
}
