import { expect, test } from "vitest";
import { withPatience } from "./with-patience";

test("what comes in time is given, and a failure in time is thrown", async () => {
  expect(await withPatience(Promise.resolve("here"), 1_000)).toBe("here");
  await expect(withPatience(Promise.reject(new Error("no")), 1_000)).rejects.toThrow("no");
});

test("out of patience it gives nothing, and a failure after that disturbs nobody", async () => {
  let fail = (_: Error): void => {};
  const late = new Promise<string>((_, reject) => {
    fail = reject;
  });
  expect(await withPatience(late, 1)).toBeUndefined();
  fail(new Error("too late"));
  await expect(late).rejects.toThrow("too late");
});
