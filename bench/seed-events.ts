import { existsSync } from "node:fs";
import { storedBytesSql } from "@/lib/store/events/stored-bytes";
import { callWord } from "@/lib/store/search/call-word";
import { createShard, shardOf, shardTable } from "@/lib/store/sqlite/text-shards";
import { migrate } from "@/lib/store/sqlite/worker/migrate";
import { openDatabase } from "@/lib/store/sqlite/worker/open-database";

/**
 * Fills a new database with events by straight SQL, as the store would have written them: the ends
 * of calls (9 of 10) and changed objects, over ten days up to now, with random call ids and
 * numbers, nine tenths of them the benchmark account's. Arguments: file, number of events.
 */
const [file = "", wanted = "10000000"] = process.argv.slice(2);
const count = Number(wanted);
const blockRows = 65_536;
const spanMs = 10 * 86_400_000;
if (existsSync(file)) throw new Error(`${file} is there already.`);
const database = openDatabase({ role: "writer", file });
migrate(database);
database.exec(`
  pragma synchronous = off; pragma cache_size = -2000000; pragma wal_autocheckpoint = 100000;
  insert into scope (cluster, account_id) values ('default', '${"a".repeat(32)}');
  insert into scope (cluster, account_id) values ('default', '${"c".repeat(32)}');
`);

/** Spreads a number over 32 bits, so that what it names is in no order. */
const random = "((n * 2654435761) & 4294967295)";
const id = `printf('%08x-%04x-7%03x-8%03x-%012x', (at >> 16) & 4294967295, at & 65535, n & 4095, (n >> 12) & 4095, ${random})`;
const callId = `printf('%08x%08x@10.0.0.1', ${random}, n)`;
const phone = `printf('+1%03d%07d', 200 + ${random} % 700, ${random} % 10000000)`;
const payload = `case when n % 10 = 0
  then printf('{"id":"%032x","type":"user","action":"doc_edited","account_id":"${"a".repeat(32)}","first_name":"Ada","last_name":"Nr%d"}', n, n)
  else printf('{"account_id":"${"a".repeat(32)}","authorizing_id":"%032x","authorizing_type":"device","call_direction":"inbound","call_id":"%s","callee_id_name":"Callee","callee_id_number":"2000","caller_id_name":"Zoë","caller_id_number":"%s","custom_application_vars":{"cav1":"x"},"from":"1000@sub1.example.com","is_internal_leg":"false","owner_id":"d860229e722bf8f738737365b0b1e333","reseller_id":"e8404efaea7c405af845c72d7f7505b0","timestamp":"63962510189","to":"2000@sub1.example.com","hook_event":"channel_destroy","hangup_cause":"NORMAL_CLEARING","hangup_code":"sip:200","duration_seconds":"6","ringing_seconds":"0","billing_seconds":"6"}', n, call, phone) end`;
const text = `case when n % 10 = 0
  then printf('%032x user doc_edited ${"a".repeat(32)} Ada Nr%d', n, n)
  else printf('${"a".repeat(32)} %032x device inbound %s Callee 2000 Zoë %s %s r%s x 1000@sub1.example.com false d860229e722bf8f738737365b0b1e333 e8404efaea7c405af845c72d7f7505b0 63962510189 2000@sub1.example.com channel_destroy NORMAL_CLEARING sip:200 6 0 6', n, call, phone, substr(phone, 3), substr(phone, -4) || substr(phone, 2, 7)) end`;
const headers = JSON.stringify([
  ["content-type", "application/x-www-form-urlencoded"],
  ["content-length", "800"],
  ["te", ""],
  ["host", "127.0.0.1:3000"],
  ["connection", "keep-alive"],
  ["x-hook-id", "cff95096d875112506c5fb4ca15a4f07"],
  ["x-account-id", "339cd2d0d667158cf59041652ef17bd5"],
]);
const facts = `case when n % 10 = 0 then printf('{"id":"%032x","first_name":"Ada","last_name":"Nr%d"}', n, n)
  else printf('{"hook_event":"channel_destroy","from":"1000@sub1.example.com","to":"2000@sub1.example.com","caller_id_number":"%s","hangup_cause":"NORMAL_CLEARING","duration_seconds":"6"}', phone) end`;
database.exec("create temp table call_word (n integer primary key, word text not null)");
const insertWord = database.prepare("insert into call_word (n, word) values (?, ?)");
const start = Date.now() - spanMs;

function hex(value: number): string {
  return value.toString(16).padStart(8, "0");
}

function numbers(from: number, to: number): string {
  return `with recursive number (n) as (select ${from} union all select n + 1 from number where n < ${to - 1}),
    event_number as (select n, ${start} + n * ${spanMs} / ${count} as at, ${callId} as call, ${phone} as phone from number)`;
}

for (let from = 1; from <= count; from += blockRows) {
  const to = Math.min(from + blockRows, count + 1);
  const shard = shardOf(from);
  database.exec("begin immediate; delete from call_word");
  for (let n = from; n < to; n += 1) {
    const spread = Number((BigInt(n) * 2654435761n) & 4294967295n);
    insertWord.run([n, callWord(`${hex(spread)}${hex(n)}@10.0.0.1`)]);
  }
  database.exec(`insert into event_stretch (number, oldest, newest)
    ${numbers(from, to)} select n >> 12, min(at), max(at) from event_number where true group by 1
    on conflict do update set oldest = min(oldest, excluded.oldest), newest = max(newest, excluded.newest)`);
  database.exec(`insert into event (sequence, id, scope_id, receiver_key_id, received_at, webhook_id,
      method, kind, "trigger", "type", "action", call_id, content_type, body_bytes, facts, payload, headers, body)
    ${numbers(from, to)}
    select n, ${id}, 1 + (n % 10 = 7), 'seeded', at, printf('%032x', n % 20), 'POST',
      case when n % 10 = 0 then 'object' else 'call' end,
      case when n % 10 = 0 then 'object' else 'channel_destroy' end,
      case when n % 10 = 0 then 'user' end, case when n % 10 = 0 then 'doc_edited' end,
      case when n % 10 > 0 then call end, 'application/x-www-form-urlencoded', 800,
      ${facts}, ${payload}, '${headers}', zeroblob(800)
    from event_number`);
  database.exec(`update scope set events = scope.events + added.events, bytes = scope.bytes + added.bytes
    from (select scope_id, count(*) as events, sum(${storedBytesSql}) as bytes from event
      where sequence >= ${from} and sequence < ${to} group by scope_id) as added
    where added.scope_id = scope.id`);
  // Blocks fill whole shards, but for the first sequence, which is 1.
  for (let part = shard; part <= shardOf(to - 1); part += 1) {
    const low = Math.max(from, part * 2 ** 17);
    const high = Math.min(to, (part + 1) * 2 ** 17);
    const known = database.prepare("select 1 from text_shard where number = ?").get([part]);
    if (!known) createShard(database, part);
    database.exec(`insert into ${shardTable(part)} (rowid, scope, content_text)
      ${numbers(low, high)} select n, 's' || (1 + (n % 10 = 7)) || case when n % 10 > 0 then ' ' || (select word from call_word where call_word.n = event_number.n) else '' end, ${text} from event_number`);
    // As the store leaves a table that is full.
    const isFull = high === (part + 1) * 2 ** 17;
    const table = shardTable(part);
    if (isFull) database.exec(`insert into ${table} (${table}) values ('optimize')`);
    database
      .prepare(
        "insert or replace into text_shard (number, indexed_through, merged) values (?, ?, ?)",
      )
      .run([part, high - 1, isFull ? 1 : 0]);
  }
  database.exec("commit");
  if (shard % 8 === 0) console.log(`${to - 1} events`);
}
database.exec("pragma wal_checkpoint (truncate)");
database.close();
