import { expect, it } from "vitest";
import { fieldWords } from "./field-words";

it.each([
  ["duration_seconds", "125", "2 min 05 s"],
  ["hangup_cause", "USER_BUSY", "busy"],
  ["hangup_code", "sip:486", "486 busy"],
  ["hangup_code", "sip:299", "299 accepted"],
  ["is_internal_leg", "false", "no"],
  ["caller_id_number", "+15556783945", "+1 555 678 3945"],
  ["from", "sip:+15556783945@acme.test", "+1 555 678 3945 at acme.test"],
  ["voicemail_length", 9400, "9 s"],
])("%s %s reads %s", (name, value, words) => {
  expect(fieldWords(name, value)).toBe(words);
});

it.each([
  ["caller_id_number", "2000"],
  ["message_count", 3],
  ["to", "2000@acme.test"],
  ["owner_id", "a".repeat(32)],
  ["subject", "anything"],
])("%s %s says no more than it says", (name, value) => {
  expect(fieldWords(name, value)).toBeNull();
});
