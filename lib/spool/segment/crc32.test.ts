import { expect, test } from "vitest";
import { crc32, shortCrc32 } from "./crc32";

const text = Buffer.from("123456789");

test("is the usual CRC-32", () => {
  expect(crc32(text)).toBe(0xcbf43926);
});

test("is the same where Node has none", () => {
  const bytes = Buffer.alloc(5_000, "Hookline ÿ");
  expect(shortCrc32(bytes, 0, bytes.length)).toBe(crc32(bytes));
});

test("goes on from what came before", () => {
  const first = shortCrc32(text, 0, 4);
  expect(shortCrc32(text, 4, 9, first)).toBe(crc32(text));
  expect(crc32(text.subarray(4), first)).toBe(crc32(text));
});
