import { describe, expect, it } from "vitest";
import { mentionsSecret } from "./mention-secret";
import { isSecretField } from "./secret-fields";

describe("a field's name", () => {
  const secret = [
    ...["X-Api-Key", "api-key", "API Key", "account_api_key", "apikey", "apiKey", "Cookie"],
    ...[
      "pin",
      "pins",
      "hotdesk_pin",
      "hotdeskPin",
      "pin_code",
      "pwd",
      "passcode",
      "enduserpassword",
    ],
    ...["key", "private_key", "auth", "bearer", "jwt", "otp", "session_id", "sessionId"],
    ...["pvt_md5_auth", "pvt_sha1_auth", "Proxy-Authorization", "account_api_keyed_token"],
  ];
  const ordinary = [
    ...["authorizing_id", "authorizing_type", "account_id", "x-hook-id", "api", "public_key"],
    ...["mailbox", "shipping", "ping", "pinned", "keyboard", "author", "bypass", "session"],
  ];

  it.each(secret)("%s speaks of a credential", (name) => {
    expect(isSecretField(name)).toBe(true);
  });

  it.each(ordinary)("%s doesn't", (name) => {
    expect(isSecretField(name)).toBe(false);
  });

  it("is judged the same once no more names are remembered", () => {
    for (let number = 0; number < 2_000; number += 1) isSecretField(`field_${number}`);
    for (const name of ["fresh-api-key", "X-Api-Key"]) expect(isSecretField(name)).toBe(true);
    for (const name of ["fresh-field", "account_id"]) expect(isSecretField(name)).toBe(false);
  });
});

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
