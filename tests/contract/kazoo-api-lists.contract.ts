import { expect, test } from "vitest";
import { createdWebhook } from "@/tests/support/kazoo-contract/clean-up";
import { describeContract } from "@/tests/support/kazoo-contract/describe-contract";

describeContract("lists", (kazoo) => {
  const list = async (query: string) => {
    const { call, token, accountId } = kazoo();
    return call("GET", `accounts/${accountId}/webhooks?${query}`, { token });
  };

  test("are sorted by id, descending unless asked otherwise", async () => {
    for (let count = 0; count < 3; count += 1) await createdWebhook(kazoo());
    const ids = (await list("paginate=false")).list.map(({ id }) => String(id));
    expect(ids).toEqual([...ids].sort().reverse());
    const ascending = (await list("paginate=false&ascending=true")).list.map(({ id }) => id);
    expect(ascending).toEqual([...ids].reverse());
  });

  test("are paged by opaque keys: every item once, the last page without a next key", async () => {
    for (let count = 0; count < 3; count += 1) await createdWebhook(kazoo());
    const all = (await list("paginate=false")).list.map(({ id }) => id);
    const seen: unknown[] = [];
    let key = "";
    do {
      const page = await list(`page_size=2${key && `&start_key=${key}`}`);
      expect(page.envelope.page_size).toBe(page.list.length);
      expect(page.envelope.start_key).toMatch(/^[\w-]+$/);
      seen.push(...page.list.map(({ id }) => id));
      key = String(page.envelope.next_start_key ?? "");
    } while (key && seen.length < 1000);
    expect(seen).toEqual(all);
  });

  test("hold 50 items a page", async () => {
    for (let count = 0; count < 51; count += 1) await createdWebhook(kazoo());
    const page = await list("");
    expect(page.list).toHaveLength(50);
    expect(page.envelope).toHaveProperty("next_start_key");
  });

  test("have no paging keys with paginate=false", async () => {
    const keys = Object.keys((await list("paginate=false")).envelope);
    expect(keys.filter((key) => /page_size|start_key/.test(key))).toEqual([]);
  });

  test("are filtered by stored fields, shown or not", async () => {
    const { id } = await createdWebhook(kazoo(), { retries: 4, group: kazoo().unique("group") });
    const group = (
      await kazoo().call("GET", `accounts/${kazoo().accountId}/webhooks/${id}`, kazoo())
    ).data.group;
    const ids = async (query: string) => (await list(query)).list.map((item) => item.id);
    expect(await ids(`filter_group=${group}`)).toEqual([id]);
    expect(await ids(`filter_group=${group}&filter_retries=4`)).toEqual([id]);
    expect(await ids(`filter_group=${group}&filter_not_retries=4`)).toEqual([]);
    expect(await ids(`filter_group=${group}&has_key=custom_data`)).toEqual([]);
    expect(await ids(`filter_group=${group}&key_missing=custom_data`)).toEqual([id]);
    expect(await ids(`filter_group=${group}&created_from=99999999999`)).toEqual([]);
  });

  test("refuse a page of none, and break on a key that is not theirs", async () => {
    const none = await list("page_size=0");
    expect(none.status).toBe(404);
    expect(none.envelope.message).toBe("faulty_request");
    expect((await list("start_key=garbage")).status).toBe(500);
  });

  test("of accounts: children, descendants with their ancestors, parents", async () => {
    const { call, token, accountId } = kazoo();
    const name = kazoo().unique("Contract tree");
    const put = await call("PUT", `accounts/${accountId}`, { token, data: { name } });
    const child = `accounts/${put.data.id}`;
    const query = `?filter_name=${encodeURIComponent(name)}`;
    const children = await call("GET", `accounts/${accountId}/children${query}`, { token });
    const descendants = await call("GET", `accounts/${accountId}/descendants${query}`, { token });
    const parents = await call("GET", `${child}/parents`, { token });
    await call("DELETE", child, { token });
    expect(children.list).toMatchObject([{ id: put.data.id, name, descendants_count: 0 }]);
    const [first] = descendants.list;
    expect(Array.isArray(first?.tree) && first.tree.at(-1)).toBe(accountId);
    expect(parents.list.at(-1)?.id).toBe(accountId);
  });
});
