import { expect, test } from "vitest";
import { describeContract } from "@/tests/support/kazoo-contract/describe-contract";
import { valueAt } from "@/tests/support/kazoo-contract/kazoo-client";

describeContract("triggers and samples", (kazoo, { version }) => {
  test("1: the triggers need no token and are not empty", async () => {
    const answer = await kazoo().call("GET", "webhooks");
    expect(answer.status).toBe(200);
    expect(answer.list.length).toBeGreaterThanOrEqual(9);
    expect(answer.envelope.page_size).toBe(answer.list.length);
    const names = answer.list.map(({ name }) => String(name));
    expect(names).toEqual([...names].sort().reverse());
  });

  test("modifiers come in two shapes: a list and an object of named items", async () => {
    const { list } = await kazoo().call("GET", "webhooks");
    const object = list.find(({ id }) => id === "object");
    const actions = valueAt(object, "modifiers.action.items");
    const all = version === "master" ? ["all"] : [];
    expect(actions).toEqual([...all, "doc_created", "doc_edited", "doc_deleted"]);
    const notifications = list.find(({ id }) => id === "notifications");
    expect(valueAt(notifications, "modifiers.type.type")).toBe("object");
    expect(valueAt(notifications, "modifiers.type.items.voicemail_new.friendly_name")).toEqual(
      expect.any(String),
    );
  });

  test("2: the samples need no token and are not empty", async () => {
    const answer = await kazoo().call("GET", "webhooks/samples");
    expect(answer.status).toBe(200);
    expect(answer.envelope.data).toContain("webhooks_object");
    expect(answer.envelope).not.toHaveProperty("page_size");
  });

  test("3: every sample can be fetched and has payloads", async () => {
    const { envelope } = await kazoo().call("GET", "webhooks/samples");
    const ids = Array.isArray(envelope.data) ? envelope.data.map(String) : [];
    for (const id of ids) {
      const sample = await kazoo().call("GET", `webhooks/samples/${id}`);
      expect([id, sample.status, sample.list.length > 0]).toEqual([id, 200, true]);
    }
  });

  test("a sample's id needs its prefix, and filters work on the payloads", async () => {
    const short = await kazoo().call("GET", "webhooks/samples/object");
    expect(short.status).toBe(404);
    expect(short.envelope).toMatchObject({ message: "bad identifier", data: ["object"] });
    const path = "webhooks/samples/webhooks_object?filter_action=doc_deleted";
    const { list } = await kazoo().call("GET", path);
    expect(new Set(list.map(({ action }) => action))).toEqual(new Set(["doc_deleted"]));
  });

  test("15: the version is shown to those who are logged in", async () => {
    const { call, token } = kazoo();
    expect((await call("GET", "webhooks", { token })).envelope).toHaveProperty("version");
    const open = Object.keys((await call("GET", "webhooks")).envelope);
    expect(open.includes("version")).toBe(version === "4.3");
  });

  test("25: any other verb is 401 without a token and 403 with one", async () => {
    const { call, token } = kazoo();
    const data = { name: "x", uri: "http://hooks.example.invalid/", hook: "sms" };
    expect((await call("PUT", "webhooks", { data })).status).toBe(401);
    expect((await call("PUT", "webhooks", { data, token })).status).toBe(403);
  });
});
