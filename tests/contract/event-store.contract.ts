import { describeCalls } from "../support/store/describe-calls";
import { describeDeliveries } from "../support/store/describe-deliveries";
import { describeEventExport } from "../support/store/describe-event-export";
import { describeEventFilter } from "../support/store/describe-event-filter";
import { describeEventHistogram } from "../support/store/describe-event-histogram";
import { describeEventStore } from "../support/store/describe-event-store";
import { describeKnownWebhooks } from "../support/store/describe-known-webhooks";
import { describeNotStored } from "../support/store/describe-not-stored";
import { describeQuarantine } from "../support/store/describe-quarantine";
import { describeRetention } from "../support/store/describe-retention";
import { describeSharedEventStore } from "../support/store/describe-shared-event-store";
import { describeWebhookActivity } from "../support/store/describe-webhook-activity";
import { openTestStore, temporaryDatabase } from "../support/store/sqlite-event-store";

function makePlace() {
  const { file, remove } = temporaryDatabase();
  return { open: () => openTestStore(file), remove };
}

describeEventStore("SQLite", makePlace);
describeCalls("SQLite", makePlace);
describeDeliveries("SQLite", makePlace);
describeEventExport("SQLite", makePlace);
describeEventFilter("SQLite", makePlace);
describeEventHistogram("SQLite", makePlace);
describeQuarantine("SQLite", makePlace);
describeKnownWebhooks("SQLite", makePlace);
describeWebhookActivity("SQLite", makePlace);
describeNotStored("SQLite", makePlace);
describeRetention("SQLite", makePlace);
describeSharedEventStore("SQLite", makePlace);
