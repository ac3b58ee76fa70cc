import { describe, expect, test } from "vitest";
import { problemOf } from "@/tests/support/http/problem-of";
import { kazooReplaying } from "@/tests/support/kazoo/kazoo-of";
import { envelope, type Step } from "@/tests/support/kazoo/replay-server";

const accountId = "e8404efaea7c405af845c72d7f7505b0";
const access = { cluster: "test", token: "t" };

async function problemFor(step: Step) {
  const { kazoo } = await kazooReplaying([step]);
  return problemOf(kazoo.as(access).listWebhooks(accountId));
}

describe("any 401 means that the session is over", () => {
  const recorded = ["token_expired_put", "wh_list_notoken", "wh_list_tampered_token"];
  test.each(recorded)("as recorded: %s", async (name) => {
    expect((await problemFor(name)).code).toBe("session_over");
  });

  test.each<[string, Step]>([
    ["with prose that nobody has seen yet", envelope(401, { message: "token expired", data: {} })],
    ["without an envelope", (response) => response.writeHead(401).end()],
    ["as a web page", (response) => response.writeHead(401).end("<h1>401</h1>")],
  ])("%s", async (_, step) => {
    expect((await problemFor(step)).code).toBe("session_over");
  });
});

describe("what Kazoo refuses", () => {
  test("a foreign account is forbidden", async () => {
    const problem = await problemFor("child_admin_parent_list");
    expect(problem.code).toBe("kazoo_forbidden");
    expect(problem.kazooRequestId).toBe("f8cf82f9e112880af69fc5204e27867b");
  });

  test("an account that isn't there is not found", async () => {
    expect((await problemFor("wh_list_bad_account")).code).toBe("account_not_found");
  });

  test("a change by somebody else is a conflict", async () => {
    expect((await problemFor("more_wh_patch_ifmatch_stale")).code).toBe("kazoo_conflict");
    expect((await problemFor(envelope(409, { data: {} }))).code).toBe("kazoo_conflict");
  });

  test("the account of a token may expire under it", async () => {
    const data = { account: { expired: { message: "account expired" } } };
    const problem = await problemFor(envelope(400, { data }));
    expect(problem.code).toBe("account_expired");
    expect(problem.message).toContain("expired. Ask");
  });

  test("the crash of Kazoo's validator is about the values that were sent", async () => {
    const problem = await problemFor("wh_uri_number");
    expect(problem.code).toBe("validation_failed");
    expect(problem.fields).toEqual({});
  });

  test("a fault of its database is told with the word to look for", async () => {
    const problem = await problemFor(envelope(503, { message: "datastore_fault", data: {} }));
    expect(problem.code).toBe("kazoo_unreachable");
    expect(problem.message).toContain("503, datastore_fault");
  });

  test("what we don't know keeps its status and request id", async () => {
    const step = envelope(418, { message: "short and stout", request_id: "abc", data: {} });
    const problem = await problemFor(step);
    expect(problem).toMatchObject({ code: "kazoo_bad_answer", kazooRequestId: "abc" });
    expect(problem.message).toContain("418, short and stout");
  });

  test("each refusal has a sentence of its own", async () => {
    const statuses = [402, 403, 404, 409, 412, 423, 429, 500, 503];
    const problems = await Promise.all(
      statuses.map((status) => problemFor(envelope(status, { message: "no", data: {} }))),
    );
    expect(new Set(problems.map(({ message }) => message)).size).toBe(statuses.length);
    expect(problems.map(({ code }) => code)).toEqual([
      "kazoo_charges",
      "kazoo_forbidden",
      "account_not_found",
      "kazoo_conflict",
      "kazoo_conflict",
      "account_disabled",
      "kazoo_busy",
      "kazoo_bad_answer",
      "kazoo_unreachable",
    ]);
  });

  test("the request id of a header serves where the body has none", async () => {
    const step: Step = (response) => response.writeHead(412, { "x-request-id": "head" }).end();
    expect((await problemFor(step)).kazooRequestId).toBe("head");
  });
});
