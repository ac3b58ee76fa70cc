import { describe, expect, it } from "vitest";
import { maskReceiverKey } from "./receiver-url";

describe("maskReceiverKey", () => {
  it("hides a receiver key but for its end", () => {
    expect(maskReceiverKey("https://hooks.example/receive/thisIsASecretKey-wxyz")).toBe(
      "https://hooks.example/receive/••••wxyz",
    );
  });

  it("leaves every other URL as it is", () => {
    expect(maskReceiverKey("https://crm.example/hooks?x=1")).toBe("https://crm.example/hooks?x=1");
  });
});
