import { resolve } from "node:path";
import { z } from "zod";

/** Where events are kept. The URL of a PostgreSQL may hold a password: it is never logged. */
export type DatabaseSettings =
  | { readonly engine: "sqlite"; readonly file: string }
  | { readonly engine: "postgres"; readonly url: string };

const forms =
  'names a SQLite file, as "file:./data/hookline.db", or a PostgreSQL, as "postgres://user:password@host:5432/hookline".';

function complaintOf(url: string): string | null {
  if (!URL.canParse(url))
    return "is not a URL: write %40, %3A and %2F for @, : and / in a password.";
  const { hostname, pathname, searchParams } = new URL(url);
  if (hostname === "" && !searchParams.has("host")) return "names no host.";
  return pathname.length > 1 ? null : "names no database: end it with one, as in /hookline.";
}

/** DATABASE_URL → its parts. What it complains of never repeats the value. */
export const databaseUrlSchema = z.string().transform((value, context): DatabaseSettings => {
  const file = /^file:(.+)$/.exec(value)?.[1];
  if (file !== undefined) return { engine: "sqlite", file: resolve(file) };
  const isPostgres = /^postgres(ql)?:\/\//.test(value);
  const complaint = isPostgres ? complaintOf(value) : forms;
  if (complaint !== null) context.addIssue(complaint);
  return { engine: "postgres", url: value };
});
