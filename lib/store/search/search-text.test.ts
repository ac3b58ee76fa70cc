import { expect, it } from "vitest";
import { searchText } from "./search-text";

it("holds no credential, however it is written", () => {
  const text = searchText({
    mailbox: "2000",
    pin: "4711",
    pins: ["1234", "5678"],
    hotdesk: { id: "7", pin: "9911" },
    headers: [{ name: "Authorization", value: "Basic hunter2" }],
    note: '{"otp":"314159"}',
    uri: "https://ann:hunter2@crm.example/x?token=hunter2&lang=de",
  });
  for (const found of ["2000", "7", "Authorization", "crm.example", "lang=de"]) {
    expect(text).toContain(found);
  }
  for (const hidden of ["4711", "1234", "5678", "9911", "hunter2", "314159"]) {
    expect(text).not.toContain(hidden);
  }
});
