import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { gunzipSync } from "node:zlib";
import pg from "pg";

/** Of Hookline 0.1, and the last one whose schema was made in nine steps. */
export const earlierCommits = ["a678c29", "7f37d9d"] as const;
export type EarlierCommit = (typeof earlierCommits)[number];

function unpacked(name: string): Buffer {
  const packed = new URL(`../../fixtures/upgrade/${name}.gz`, import.meta.url);
  return gunzipSync(readFileSync(packed));
}

/** Puts the SQLite database that the commit's code filled there. */
export function putEarlierSqlite(commit: EarlierCommit, file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, unpacked(`${commit}.sqlite`));
}

/** Fills the empty PostgreSQL database or schema as the commit's code did. */
export async function fillEarlierPostgres(commit: EarlierCommit, url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(unpacked(`${commit}.postgres.sql`).toString());
  await client.end();
}
