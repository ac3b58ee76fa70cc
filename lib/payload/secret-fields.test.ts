import { describe, expect, it } from "vitest";
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
