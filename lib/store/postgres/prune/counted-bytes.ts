import { storedBytesSql } from "../../events/stored-bytes";

/** How many bytes a row of `event` counts for its account, beside the row of `retention`. */
export const countedBytesSql = `case when event.sequence <= retention.estimated_through
  then retention.estimated_bytes else ${storedBytesSql} end`;
