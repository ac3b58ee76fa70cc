import { describeEventExport } from "../support/describe-event-export";
import { describeEventHistogram } from "../support/describe-event-histogram";
import { describeEventStore } from "../support/describe-event-store";
import { describeKnownWebhooks } from "../support/describe-known-webhooks";
import { describeNotStored } from "../support/describe-not-stored";
import { describeQuarantine } from "../support/describe-quarantine";
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
describeQuarantine("SQLite", makePlace);
describeKnownWebhooks("SQLite", makePlace);
describeNotStored("SQLite", makePlace);
describeRetention("SQLite", makePlace);
describeSharedEventStore("SQLite", makePlace);
