import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "@/tests/support/spool/spool-folder";
import { nodeDisk } from "./node-disk";
import { spoolId } from "./spool-id";

test("a spool has one id for ever, and another spool another", () => {
  const folder = join(temporaryFolder(), "spool");
  const id = spoolId(nodeDisk, folder);
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(spoolId(nodeDisk, folder)).toBe(id);
  expect(spoolId(nodeDisk, temporaryFolder())).not.toBe(id);
});

test("an id that can't be one is made anew", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "id"), "");
  const id = spoolId(nodeDisk, folder);
  expect(spoolId(nodeDisk, folder)).toBe(id);
  expect(id).toHaveLength(36);
});
