import { expect, it } from "vitest";
import { isOnKazooBlacklist } from "./refused-host";

it.each([
  ["http://localhost:3000/x", true],
  ["https://127.0.0.1", true],
  ["http://0.0.0.0:8080", true],
  ["http://127.1/x", true],
  ["http://2130706433/x", true],
  ["https://localhost.example/x", false],
  ["http://10.0.0.9/x", false],
  ["not a URL", false],
])("whether Kazoo as shipped refuses %s: %s", (url, refused) => {
  expect(isOnKazooBlacklist(url)).toBe(refused);
});
