import { describeDrain } from "../support/drain/describe-drain";
import { describeJudgedDeliveries } from "../support/drain/describe-judged-deliveries";
import { describeRandomDrain } from "../support/drain/describe-random-drain";
import { makeSqliteDrainPlace } from "../support/drain/sqlite-drain-place";

describeDrain("SQLite", makeSqliteDrainPlace);
describeJudgedDeliveries("SQLite", makeSqliteDrainPlace);
describeRandomDrain("SQLite", makeSqliteDrainPlace);
