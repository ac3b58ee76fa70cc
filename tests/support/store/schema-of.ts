import Database from "libsql";
import pg from "pg";
import { z } from "zod";

/** What a schema consists of, line by line, in an order that does not depend on how it was made. */
export type Schema = readonly string[];

const rowsSchema = z.array(z.record(z.string(), z.unknown()));

const oneLine = (sql: unknown) =>
  String(sql).replaceAll(/--.*$/gm, "").replaceAll(/\s+/g, " ").trim();

/** The parts between a table's brackets, however they follow each other. */
function partsOf(sql: string): string {
  const body = sql.slice(sql.indexOf("(") + 1, sql.lastIndexOf(")"));
  const parts = body.split(/,(?![^(]*\))/).map((part) => part.trim());
  return [...parts.sort(), sql.slice(sql.lastIndexOf(")") + 1).trim()].join(" | ");
}

export function schemaOfSqlite(file: string): Schema {
  const database = new Database(file);
  const rows = (sql: string) => rowsSchema.parse(database.prepare(sql).all());
  const objects = rows("select type, name, tbl_name, sql from sqlite_schema order by type, name");
  const lines = objects
    // The full-text index's tables are made as they are needed.
    .filter(({ name }) => !String(name).startsWith("event_words_"))
    .flatMap(({ type, name, sql }) => {
      const columns = rows(
        `select name, type, "notnull", dflt_value, pk from pragma_table_xinfo('${name}') order by cid`,
      );
      const text = sql === null ? "" : oneLine(sql);
      return [
        `${type} ${name}: ${type === "table" ? partsOf(text) : text}`,
        ...columns.map((column) => `${name}: ${Object.values(column).join(" ")}`),
      ];
    });
  database.close();
  return lines;
}

const postgresQueries = [
  `select format('%s %s %s', c.relname, c.relkind, array_to_string(c.reloptions, ',')) as line, 0 as place
   from pg_class c where c.relkind in ('r', 'p', 'i', 'I', 'S') and c.relnamespace = current_schema()::regnamespace
     and not c.relispartition`,
  `select format('%s.%s %s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
     a.attidentity, pg_get_expr(d.adbin, d.adrelid)) as line,
     rank() over (partition by c.oid order by a.attnum) as place
   from pg_attribute a join pg_class c on c.oid = a.attrelid
     left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition
     and c.relnamespace = current_schema()::regnamespace`,
  `select format('%s %s', conname, pg_get_constraintdef(oid)) as line, 0 as place
   from pg_constraint where connamespace = current_schema()::regnamespace and conrelid <> 0
     and not (select relispartition from pg_class where oid = conrelid)`,
  `select pg_get_indexdef(c.oid) as line, 0 as place from pg_class c
   where c.relkind in ('i', 'I') and not c.relispartition and c.relnamespace = current_schema()::regnamespace`,
  `select format('%s %s', c.relname, pg_get_partkeydef(c.oid)) as line, 0 as place from pg_class c
   where c.relkind = 'p' and c.relnamespace = current_schema()::regnamespace`,
  `select pg_get_triggerdef(t.oid) as line, 0 as place from pg_trigger t join pg_class c on c.oid = t.tgrelid
   where not tgisinternal and c.relnamespace = current_schema()::regnamespace`,
  `select pg_get_functiondef(oid) as line, 0 as place from pg_proc
   where pronamespace = current_schema()::regnamespace`,
];

export async function schemaOfPostgres(url: string): Promise<Schema> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows: named } = await client.query("select current_schema() as name");
  const lines: string[] = [];
  for (const query of postgresQueries) {
    const { rows } = await client.query(query);
    // Columns count by their order, not by their numbers: a dropped one leaves a gap.
    const own = rows.map(({ line, place }) =>
      `${oneLine(line)} ${place}`.replaceAll(named[0].name, "schema"),
    );
    lines.push(...own.sort());
  }
  await client.end();
  return lines;
}
