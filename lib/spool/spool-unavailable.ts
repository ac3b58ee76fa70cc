/** The record is not known to be safe: nobody may be told that it is. */
export class SpoolUnavailable extends Error {
  override readonly name = "SpoolUnavailable";
}
