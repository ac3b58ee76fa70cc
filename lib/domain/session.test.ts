import { expect, it } from "vitest";
import { credentialsSchema } from "./session";

it.each([
  ["(555) 222-3333", "5552223333"],
  ["+1 555.222.3333", "+15552223333"],
  ["+15552223333", "+15552223333"],
  ["no digits", "no digits"],
])("a phone number that is typed as %s is asked of Kazoo as %s", (phoneNumber, asked) => {
  const typed = { phoneNumber, username: "operator", password: "x" };
  expect(credentialsSchema.parse(typed).phoneNumber).toBe(asked);
});
