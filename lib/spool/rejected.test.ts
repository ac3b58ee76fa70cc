import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newSpoolRecord, openWriter, temporaryFolder } from "@/tests/support/spool/spool-folder";
import { readHead } from "./frame";
import { nodeDisk } from "./node-disk";
import { openRejected, rejectedMarker } from "./rejected";
import { readRecord } from "./segment/record-content";

test("a record that can't be stored is kept whole, once", () => {
  const folder = join(temporaryFolder(), "spool");
  const rejected = openRejected(nodeDisk, folder);
  const record = newSpoolRecord({ body: Buffer.alloc(500, "x") });
  rejected.put(record);
  rejected.put(record);
  expect(rejected.count()).toEqual({ records: 1, damaged: 0 });
  const frame = readFileSync(join(folder, "rejected", `${record.id}.record`));
  const head = readHead(frame, 0, rejectedMarker);
  expect(head && readRecord(frame, 0, head)).toEqual(record);
});

test("no id leads out of the folder", () => {
  const folder = join(temporaryFolder(), "spool");
  openRejected(nodeDisk, folder).put(newSpoolRecord({ id: "../../etc/passwd" }));
  expect(readdirSync(folder)).toEqual(["rejected"]);
  expect(readdirSync(join(folder, "rejected"))).toHaveLength(1);
});

test("damaged bytes are kept as they are, before their segment goes", async () => {
  const folder = temporaryFolder();
  const { writer } = openWriter(folder);
  const { segment, end } = await writer.append(newSpoolRecord());
  const rejected = openRejected(nodeDisk, folder);
  rejected.putDamaged({ segment, start: 48, end });
  rejected.putDamaged({ segment: "000000000000-0000000000000000", start: 0, end: 10 });
  await writer.close();
  expect(rejected.count()).toEqual({ records: 0, damaged: 1 });
  const kept = readFileSync(join(folder, "rejected", `${segment}-48.damaged`));
  expect(kept).toEqual(readFileSync(join(folder, `${segment}.segment`)).subarray(48, end));
});
