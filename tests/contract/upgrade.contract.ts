import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll } from "vitest";
import { describeUpgrade } from "../support/store/describe-upgrade";
import { openTestStore, temporaryDatabase } from "../support/store/sqlite-event-store";

const earlier = new URL("../fixtures/upgrade/a678c29.sqlite.gz", import.meta.url);
const { file, remove } = temporaryDatabase();
afterAll(remove);

describeUpgrade("sqlite", () => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, gunzipSync(readFileSync(earlier)));
  return openTestStore(file);
});
