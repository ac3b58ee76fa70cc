import { describeEventExport } from "../support/describe-event-export";
import { describeEventHistogram } from "../support/describe-event-histogram";
import { describeEventStore } from "../support/describe-event-store";
import { describeRetention } from "../support/describe-retention";
import { describeSharedEventStore } from "../support/describe-shared-event-store";
import { openTestStore, temporaryDatabase } from "../support/sqlite-event-store";

function makePlace() {
  const { file, remove } = temporaryDatabase();
  return { open: () => openTestStore(file), remove };
}

describeEventStore("SQLite", makePlace);
describeEventExport("SQLite", makePlace);
describeEventHistogram("SQLite", makePlace);
describeRetention("SQLite", makePlace);
describeSharedEventStore("SQLite", makePlace);
