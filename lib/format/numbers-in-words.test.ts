import { describe, expect, it } from "vitest";
import { byteSize } from "./byte-size";
import { duration } from "./duration";
import { phoneNumber, sipUser } from "./phone-number";

describe("numbers in words", () => {
  it("count durations in the units people use", () => {
    expect([0, 6, 59.6, 125, 3_720].map(duration)).toEqual([
      "0 s",
      "6 s",
      "1 min 00 s",
      "2 min 05 s",
      "1 h 02 min",
    ]);
  });

  it("count bytes in decimal units", () => {
    expect([0, 612, 1_400, 14_000, 20_000_000].map(byteSize)).toEqual([
      "0 B",
      "612 B",
      "1.4 kB",
      "14 kB",
      "20 MB",
    ]);
  });

  it("group only the phone numbers whose grouping is certain", () => {
    expect(["+15556783945", "15556783945", "+4930123456", "2000"].map(phoneNumber)).toEqual([
      "+1 555 678 3945",
      "1 555 678 3945",
      "+4930123456",
      "2000",
    ]);
  });

  it("take the user out of a SIP address", () => {
    expect(["sip:2000@acme.example", "2000@acme.example:5060", "2000"].map(sipUser)).toEqual([
      "2000",
      "2000",
      "2000",
    ]);
  });
});
