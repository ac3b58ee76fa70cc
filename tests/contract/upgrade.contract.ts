import { afterAll } from "vitest";
import { describeUpgrade } from "../support/store/describe-upgrade";
import { putEarlierSqlite } from "../support/store/earlier-databases";
import { openTestStore, temporaryDatabase } from "../support/store/sqlite-event-store";

const places: ReturnType<typeof temporaryDatabase>[] = [];
afterAll(() => {
  for (const { remove } of places) remove();
});

describeUpgrade("sqlite", (commit) => {
  const place = temporaryDatabase();
  places.push(place);
  putEarlierSqlite(commit, place.file);
  return openTestStore(place.file);
});
