import { createServer, type ServerResponse } from "node:http";
import Database from "libsql";

/**
 * As little as a durable receiver can do: the raw body into one table, one commit for all that came
 * in a turn of the event loop. No decoding, no search, no threads. The yardstick beside ours.
 */
const [file = ""] = process.argv.slice(2);
const database = new Database(file);
database.exec("pragma journal_mode = wal; pragma synchronous = full;");
database.exec("create table event (sequence integer primary key autoincrement, body blob)");
const insert = database.prepare("insert into event (body) values (?)");
let waiting: { body: Buffer; response: ServerResponse }[] = [];

function commit(): void {
  const group = waiting;
  waiting = [];
  database.exec("begin immediate");
  for (const { body } of group) insert.run([body]);
  database.exec("commit");
  for (const { response } of group) response.end("ok");
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    if (waiting.length === 0) setImmediate(commit);
    waiting.push({ body: Buffer.concat(chunks), response });
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(`${typeof address === "object" ? address?.port : ""} /bare`);
});
