import { beforeEach, expect, test } from "vitest";
import { created } from "@/tests/support/kazoo-contract/clean-up";
import { describeContract } from "@/tests/support/kazoo-contract/describe-contract";
import type { ContractReceiver } from "@/tests/support/kazoo-contract/receiver";

const person = { first_name: "Contract", last_name: "Event" };

describeContract("firing", (kazoo, { version, canBeSteered, canReachReceiver }) => {
  if (!canReachReceiver) return;

  function receiver(): ContractReceiver {
    const { receiver: started } = kazoo();
    if (!started) throw new Error("this case needs a receiver");
    return started;
  }

  beforeEach(() => {
    receiver().deliveries.length = 0;
    receiver().status = 200;
  });

  /** 4.3 knows no `all` for objects, so there it is one webhook per action. */
  async function listen(fields: object = {}, actions = ["doc_created"]): Promise<string[]> {
    const ids: string[] = [];
    for (const action of version === "master" && actions.length > 1 ? ["all"] : actions) {
      const data = {
        name: kazoo().unique("contract"),
        uri: `${receiver().url}/contract`,
        hook: "object",
        custom_data: { type: "user", action },
        ...fields,
      };
      const answer = await created(kazoo(), "webhooks", data);
      expect(answer.status).toBe(201);
      ids.push(answer.id);
    }
    return ids;
  }

  test.each(["put", "post"])(
    "6, 8, 9, 10: a %s webhook hears of a user's creation, change and deletion",
    async (http_verb) => {
      await listen({ http_verb }, ["doc_created", "doc_edited", "doc_deleted"]);
      const user = await created(kazoo(), "users", person);
      const first = await receiver().nth(1);
      await kazoo().call("PATCH", user.path, { token: kazoo().token, data: { custom: "x" } });
      const second = await receiver().nth(2);
      await kazoo().call("DELETE", user.path, { token: kazoo().token });
      const third = await receiver().nth(3);
      const actions = [first, second, third].map(({ payload }) => payload.get("action"));
      expect(actions).toEqual(["doc_created", "doc_edited", "doc_deleted"]);
      for (const { payload, method } of [first, second, third]) {
        expect(method).toBe(http_verb.toUpperCase());
        expect([...payload.keys()]).toEqual(["id", "account_id", "action", "type", "cluster_id"]);
        expect([payload.get("id"), payload.get("type")]).toEqual([user.id, "user"]);
      }
    },
  );

  test("a delivery has Kazoo's headers and no others", async () => {
    const [id] = await listen({ format: "json" });
    await created(kazoo(), "users", person);
    const { headers } = await receiver().nth(1);
    expect(Object.keys(headers)).toEqual([
      ...["content-type", "content-length", "te", "host", "connection"],
      ...["x-hook-id", "x-account-id"],
    ]);
    expect(headers["content-type"]).toBe("application/json");
    expect([headers["x-hook-id"], headers["x-account-id"]]).toEqual([id, kazoo().accountId]);
  });

  test("GET carries the payload in the query, JSON is pretty, form bodies are flat", async () => {
    await listen({ http_verb: "get" });
    await created(kazoo(), "users", person);
    const { method, path, body } = await receiver().nth(1);
    expect([method, body]).toEqual(["GET", ""]);
    expect(path).toMatch(/\/contract\?id=\w{32}&account_id=\w{32}&action=doc_created&type=user&cl/);
  });

  test("custom data is laid over the payload, and cluster_id over everything", async () => {
    const custom_data = {
      ...{ type: "user", action: "doc_created" },
      ...{ source: "contract", id: "mine", cluster_id: "mine" },
    };
    await listen({ custom_data, format: "json" });
    await created(kazoo(), "users", person);
    const { payload } = await receiver().nth(1);
    expect(payload.get("source")).toBe("contract");
    expect(payload.get("id")).toBe("mine");
    expect(payload.get("cluster_id")).toMatch(/^[0-9a-f]{32}$/);
  });

  test("13: a deleted webhook hears nothing more", async () => {
    const { call, token, accountId } = kazoo();
    const [deleted] = await listen({ uri: `${receiver().url}/deleted` });
    await call("DELETE", `accounts/${accountId}/webhooks/${deleted}`, { token });
    await listen({ uri: `${receiver().url}/kept` });
    await created(kazoo(), "users", person);
    await receiver().nth(1);
    expect(
      receiver()
        .deliveries.map(({ path }) => path)
        .join(),
    ).toMatch(/\/kept$/);
  });

  if (!canBeSteered) return;

  const attemptsOf = async (id: string | undefined) => {
    const { call, token, accountId } = kazoo();
    return (await call("GET", `accounts/${accountId}/webhooks/${id}/attempts`, { token })).list;
  };
  const settled = async () => {
    await expect.poll(() => kazoo().simulator?.eventsInProgress()).toBe(0);
  };

  test("29: a 204 is a failed attempt, logged with its counters and nested body", async () => {
    const [id] = await listen();
    receiver().status = 204;
    await created(kazoo(), "users", person);
    await receiver().nth(1);
    await settled();
    const [attempt] = await attemptsOf(id);
    expect(attempt).toMatchObject({
      result: "failure",
      reason: "bad response code",
      resp_status_code: "204",
      try: 2,
      retries_left: 1,
      hook_event: "object",
      method: "post",
    });
    expect(Array.isArray(attempt?.req_body) && attempt.req_body[0]).toContain("=");
    expect(attempt?.timestamp).toBeGreaterThan(63_900_000_000);
    expect(receiver().deliveries).toHaveLength(1);
  });

  test("a 201 is a success for PUT on master only", async () => {
    const [put] = await listen({ http_verb: "put" });
    const [post] = await listen();
    receiver().status = 201;
    await created(kazoo(), "users", person);
    await receiver().nth(2);
    await settled();
    expect((await attemptsOf(put)).length).toBe(version === "master" ? 0 : 1);
    expect(await attemptsOf(post)).toHaveLength(1);
  });

  test("an unreachable receiver is tried again after two seconds, `retries` times in all", async () => {
    const [id] = await listen({ uri: "http://hooks.example.invalid/", retries: 3 });
    await created(kazoo(), "users", person);
    const until = async (count: number) =>
      expect.poll(async () => (await attemptsOf(id)).length).toBe(count);
    await until(1);
    await kazoo().simulator?.advance(1.9);
    expect(await attemptsOf(id)).toHaveLength(1);
    await kazoo().simulator?.advance(0.1);
    await until(2);
    await kazoo().simulator?.advance(2);
    await settled();
    expect((await attemptsOf(id)).map(({ retries_left }) => retries_left)).toEqual([
      ...["retries exceeded", 2, 3],
    ]);
  });

  test("the webhooks of one event are served one after another", async () => {
    const { simulator } = kazoo();
    const uri = "http://hooks.example.invalid/";
    for (let count = 0; count < 3; count += 1) await listen({ uri, retries: 2 });
    simulator?.clearDeliveries();
    await created(kazoo(), "users", person);
    await expect
      .poll(async () => {
        await simulator?.advance(2);
        return simulator?.eventsInProgress();
      })
      .toBe(0);
    // While one waits for its second try, those behind it hear nothing.
    const [a, b, c, d, e, f] = simulator?.deliveries().map(({ hookId }) => hookId) ?? [];
    expect([a, c, e]).toEqual([b, d, f]);
    expect(new Set([a, c, e]).size).toBe(3);
  });

  test("28: six failures within a minute disable the webhook; the list tells why, the item not", async () => {
    const { call, token, accountId, simulator } = kazoo();
    const [id] = await listen({}, ["doc_created"]);
    receiver().status = 500;
    for (let count = 1; count <= 6; count += 1) {
      await created(kazoo(), "users", person);
      await receiver().nth(count);
    }
    await settled();
    await simulator?.advance(15);
    const path = `accounts/${accountId}/webhooks`;
    const { list } = await call("GET", `${path}?paginate=false`, { token });
    expect(list.find((webhook) => webhook.id === id)).toMatchObject({
      enabled: false,
      disable_reason: "too many failed attempts",
    });
    const item = await call("GET", `${path}/${id}`, { token });
    expect(item.data.enabled).toBe(false);
    expect(item.data).not.toHaveProperty("disable_reason");
    await call("PATCH", `${path}/${id}`, { token, data: { enabled: true } });
    // The reason was merged in and stays behind as a public field.
    const stale = await call("GET", `${path}/${id}`, { token });
    expect(stale.data).toMatchObject({ enabled: true, disable_reason: "too many failed attempts" });
  });

  test("a webhook created disabled fires all the same, until it is edited", async () => {
    const { call, token, accountId } = kazoo();
    const [id] = await listen({ enabled: false });
    await created(kazoo(), "users", person);
    await receiver().nth(1);
    const path = `accounts/${accountId}/webhooks/${id}`;
    await call("PATCH", path, { token, data: { enabled: false } });
    await created(kazoo(), "users", person);
    await settled();
    expect(receiver().deliveries).toHaveLength(1);
  });
});
