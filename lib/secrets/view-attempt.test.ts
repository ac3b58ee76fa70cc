import { expect, test } from "vitest";
import type { Attempt } from "@/lib/domain/attempt";
import { viewAttempt } from "./view-attempt";

const mask = "••••••••";

function attempt(changes: Partial<Attempt["request"]>, response: Attempt["response"] = null) {
  return viewAttempt({
    webhookId: "w1",
    at: 0,
    firing: "f1",
    tryNumber: 1,
    retriesLeft: 0,
    result: "failure",
    reason: null,
    code: null,
    clientError: "malformed_url: https://ann:hunter2@a.example/",
    request: { method: "POST", uri: "https://a.example/x", headers: [], body: null, ...changes },
    response,
    eventId: null,
  });
}

test.each([
  ["https://ann:hunter2@a.example/x?token=hunter2", `https://${mask}@a.example/x?token=${mask}`],
  ["https://h.example/receive/AbCdEfGhIjKlMnOp", `https://h.example/receive/${mask}`],
])("the URL %s is shown without its credentials", (uri, shown) => {
  const view = attempt({ uri });
  expect(view.request.uri).toBe(shown);
  expect(JSON.stringify(view)).not.toContain("hunter2");
});

test.each([
  ['{"id":"u1","password":"hunter2"}', `{"id":"u1","password":"${mask}"}`],
  ["id=u1&password=hunter2&type=user", `id=u1&password=${mask}&type=user`],
  ["id=u1&user[password]=hunter2", `id=u1&user[password]=${mask}`],
  ["url=https%3A%2F%2Fann%3Ahunter2%40a.example&b=c", `url=${mask}&b=c`],
  ["p%61ssword=hunter2&b=c", `${mask}&b=c`],
  ["password: hunter2", mask],
  ['{"password":"hunter2', mask],
])("the body %s is shown as %s", (body, shown) => {
  expect(attempt({ body }).request.body).toBe(shown);
});

test.each(['{\n  "id" : "u1"\n}', "id=u1&list[]=%7B%22a%22%3A1%7D&&b=", "", "plain"])(
  "the body %j, which holds none, is shown as it was sent",
  (body) => {
    expect(attempt({ body }).request.body).toBe(body);
  },
);

test("headers and the receiver's answer are masked likewise", () => {
  const view = attempt(
    { headers: [["authorization", "Basic hunter2"]] },
    { headers: [["set-cookie", "sid=hunter2"]], body: '{"token":"hunter2"}' },
  );
  expect(JSON.stringify(view)).not.toContain("hunter2");
  expect(view.response?.headers).toEqual([["set-cookie", mask]]);
});
