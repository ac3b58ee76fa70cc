import { expect, test } from "vitest";
import * as notStored from "@/app/api/accounts/[accountId]/receiver/not-stored/route";
import * as triggers from "@/app/api/triggers/route";
import { problemSchema } from "@/lib/domain/problem";
import { startConsoleAndReceiver } from "@/tests/support/receiver/console-and-receiver";

const context = { params: Promise.resolve({}) };
const asked = (method: string) => new Request("http://127.0.0.1/api/triggers", { method });

test("a method that a path doesn't take is answered as a problem that says which it takes", async () => {
  await startConsoleAndReceiver();
  const { POST, PUT, PATCH, DELETE } = triggers;
  for (const [method, handle] of Object.entries({ POST, PUT, PATCH, DELETE })) {
    const response = await handle(asked(method), context);
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
    const problem = problemSchema.parse(await response.json());
    expect(problem).toMatchObject({ code: "method_not_allowed", status: 405 });
    expect(problem.title).toContain(method);
  }
});

test("a path without GET takes no HEAD either", async () => {
  await startConsoleAndReceiver();
  // Next answers HEAD with what GET is.
  const response = await notStored.GET(asked("HEAD"), context);
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("DELETE, OPTIONS");
});

test("OPTIONS says what a path takes, to everybody", async () => {
  const response = await triggers.OPTIONS(asked("OPTIONS"), context);
  expect(response.status).toBe(204);
  expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
});
