import { afterAll, beforeAll, expect, test } from "vitest";
import { createClock } from "../clock/clock";
import { type Simulator, startSimulator } from "../simulator";
import { type ApiClient, apiClient, logIn } from "../testing/api-client";

let simulator: Simulator;
let call: ApiClient;
let session: { token: string; accountId: string };

beforeAll(async () => {
  const clock = createClock({ manual: true });
  simulator = await startSimulator({
    resolveHosts: "loopback-only",
    seed: "demo",
    clock,
    rateLimit: false,
  });
  call = apiClient(simulator);
  session = await logIn(call);
});
afterAll(() => simulator.close());

const list = (query: string, headers = {}) => {
  const { token, accountId } = session;
  return call("GET", `/v2/accounts/${accountId}/webhooks?${query}`, { token, headers });
};

test("an answer is compact, and pretty when asked for", async () => {
  expect((await list("")).text).not.toContain("\n");
  expect((await list("pretty_print=true")).text).toContain('\n  "data" : [');
  expect((await list("", { "x-pretty-print": "true" })).text).toContain('\n  "status" : "success"');
});

test("a streamed list begins with the data and ends with strings", async () => {
  const { text, body, list: items } = await list("is_chunked=true&page_size=2");
  expect(text.startsWith('{"data":[')).toBe(true);
  expect(items).toHaveLength(2);
  expect(body.page_size).toBe("2");
  expect(body.next_start_key).toEqual(expect.any(String));
});

test("jsonp is wrapped in its function", async () => {
  const { text, headers } = await list("jsonp=take");
  expect(text).toMatch(/^take\(\{.*\}\);$/);
  expect(headers.get("content-type")).toBe("application/javascript");
});

test("a list can be had as CSV", async () => {
  const { text, headers } = await list("accept=csv");
  expect(headers.get("content-type")).toBe("text/csv");
  expect(text.split("\n")[0]).toContain('"ID","hook","name","uri"');
});

test("numbers that a double cannot hold survive in a document", async () => {
  const { token, accountId } = session;
  const uri = "http://hooks.example/x";
  const body = `{"data":{"name":"n","hook":"sms","uri":"${uri}","big":9007199254740993,"one":1.0}}`;
  const answer = await call("PUT", `/v2/accounts/${accountId}/webhooks`, { token, body });
  expect(answer.text).toContain('"big":9007199254740993,"one":1.0');
});
