import { describeEventStore } from "../support/describe-event-store";
import { openTestStore, temporaryDatabase } from "../support/sqlite-event-store";

describeEventStore("SQLite", () => {
  const { file, remove } = temporaryDatabase();
  return { open: () => openTestStore(file), remove };
});
