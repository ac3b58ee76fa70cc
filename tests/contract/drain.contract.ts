import { describeDrain } from "../support/describe-drain";
import { describeRandomDrain } from "../support/describe-random-drain";
import { makeSqliteDrainPlace } from "../support/sqlite-drain-place";

describeDrain("SQLite", makeSqliteDrainPlace);
describeRandomDrain("SQLite", makeSqliteDrainPlace);
