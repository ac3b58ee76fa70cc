import { describeDrain } from "../support/describe-drain";
import { describeJudgedDeliveries } from "../support/describe-judged-deliveries";
import { describeRandomDrain } from "../support/describe-random-drain";
import { makeSqliteDrainPlace } from "../support/sqlite-drain-place";

describeDrain("SQLite", makeSqliteDrainPlace);
describeJudgedDeliveries("SQLite", makeSqliteDrainPlace);
describeRandomDrain("SQLite", makeSqliteDrainPlace);
