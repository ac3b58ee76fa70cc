import { createHash } from "node:crypto";
import { isJsonObject, type Json } from "../json/json";
import { compactJson } from "../json/print-json";
import type { ApiReply } from "./api-reply";
import type { ApiRequest } from "./api-request";

const wantsCsv = ({ headers, query }: ApiRequest) =>
  query.get("accept") === "csv" || headers.accept?.startsWith("text/csv") === true;

const cell = (value: Json) =>
  `"${(typeof value === "string" ? value : compactJson(value)).replaceAll('"', '""')}"`;

/** A list as CSV when it is asked for: columns in the order in which they first appear. */
export function asCsv(request: ApiRequest, reply: ApiReply): ApiReply {
  const { data } = reply;
  if (!Array.isArray(data) || !wantsCsv(request)) return reply;
  if (data.length === 0)
    return { ...reply, status: 204, raw: { contentType: "text/csv", body: "" } };
  const rows = data.filter(isJsonObject);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => {
    const cells = columns.map((column) => row[column]);
    const last = cells.findLastIndex((value) => value !== undefined);
    // Nothing is written behind a row's last value.
    return cells.slice(0, last + 1).map((value) => (value === undefined ? "" : cell(value)));
  });
  const header = columns.map((column) => `"${column === "id" ? "ID" : column}"`);
  const body = [header, ...lines].map((line) => `${line.join(",")}\n`).join("");
  const name = createHash("md5").update(body).digest("hex").slice(0, 22);
  const disposition = `attachment; filename="json_${name}.csv"`;
  return { ...reply, raw: { contentType: "text/csv", body, disposition } };
}
