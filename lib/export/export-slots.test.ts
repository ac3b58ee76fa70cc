import { expect, test } from "vitest";
import { HooklineError } from "@/lib/domain/hookline-error";
import { problemOf } from "@/tests/support/http/problem-of";
import { createExportSlots } from "./export-slots";

test("four exports run at once, a fifth is told to wait, and one that ends makes room", async () => {
  const slots = createExportSlots();
  const [release] = Array.from({ length: 4 }, () => slots.take());
  const fifth = async () => slots.take();
  const problem = await problemOf(fifth());
  expect(problem).toBeInstanceOf(HooklineError);
  expect(problem).toMatchObject({ code: "too_many_exports", status: 429, retryAfterSeconds: 60 });
  release?.();
  slots.take();
  expect((await problemOf(fifth())).code).toBe("too_many_exports");
});
