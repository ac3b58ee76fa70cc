/** One forward step of the schema. Once released it never changes; a new one is added behind it. */
export interface Migration {
  /** 1, 2, 3… without gaps; the version the database has afterwards. */
  readonly version: number;
  /** Statements, run in one transaction; the same step for each engine. */
  readonly sqlite: string;
  readonly postgres: string;
}
