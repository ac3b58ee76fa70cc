/** The record may not be on disk, so it must not be answered 200. */
export class SpoolUnavailable extends Error {
  override readonly name = "SpoolUnavailable";
}
