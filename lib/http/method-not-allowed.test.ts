import { expect, test } from "vitest";
import { PUT as putTriggers } from "@/app/api/triggers/route";
import { problemSchema } from "@/lib/domain/problem";
import { startConsoleAndReceiver } from "@/tests/support/receiver/console-and-receiver";

test("a method that a path doesn't take is answered as a problem that says which it takes", async () => {
  await startConsoleAndReceiver();
  const response = putTriggers(new Request("http://127.0.0.1/api/triggers", { method: "PUT" }));
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET");
  const problem = problemSchema.parse(await response.json());
  expect(problem).toMatchObject({ code: "method_not_allowed", status: 405 });
  expect(problem.title).toContain("PUT");
});
