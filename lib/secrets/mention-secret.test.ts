import { describe, expect, it } from "vitest";
import { mentionsSecret } from "./mention-secret";

describe("text that was not decoded", () => {
  it.each([
    "authorization=Basic+x",
    "Cookie: a=b",
    "api-key=x",
    "api+key=x",
    "pass=x",
    '{"pass" : "x"',
    "user%5Bpass%5D=x",
    "p%61ssword=x",
    "%70%61%73%73%77%6F%72%64=x",
    "api%5Fkey=x",
    "pin=1234",
    '{"hotdesk":{"pin": 9911',
    "session_id=x",
    "uri=https://ann:x@a.example",
    "%zz%&a=%E0%A4%A&p%61ssword=x%",
  ])("%s speaks of a credential", (text) => {
    expect(mentionsSecret(text)).toBe(true);
  });

  it.each([
    "",
    "%",
    "%zz%u0041%E0%A4%A",
    "authorizing_id=x&authorizing_type=device",
    "hook_event=channel_bridge&bypass_media=true",
    "p%2561ssword=escaped+twice",
    "mailbox=2000&shipping=no&ping=1",
    "from=ann@acme.example&uri=https://a.example/x",
  ])("%s doesn't", (text) => {
    expect(mentionsSecret(text)).toBe(false);
  });
});
