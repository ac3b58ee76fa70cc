import { describe, expect, it } from "vitest";
import { bytesAsText, decodeBase64, hexLine } from "./raw-bytes";

describe("raw bytes", () => {
  it("come out of base64 as they went in, also those that are no text", () => {
    const bytes = Uint8Array.from([0, 255, 10, 65]);
    expect(decodeBase64(Buffer.from(bytes).toString("base64"))).toEqual(bytes);
  });

  it("are read as UTF-8", () => {
    expect(bytesAsText(new TextEncoder().encode("Grüße"))).toBe("Grüße");
  });

  it("are dumped sixteen to a line with offset and printable text", () => {
    const bytes = new TextEncoder().encode('{"id":"5f0c"}\nxyz!');
    expect([hexLine(bytes, 0), hexLine(bytes, 16)]).toEqual([
      '000000  7b 22 69 64 22 3a 22 35 66 30 63 22 7d 0a 78 79  {"id":"5f0c"}.xy',
      "000010  7a 21                                            z!",
    ]);
  });
});
