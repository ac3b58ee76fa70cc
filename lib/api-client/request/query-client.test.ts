import { onlineManager, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createQueryClient } from "./query-client";

beforeEach(() => onlineManager.setOnline(false));
afterEach(() => onlineManager.setOnline(true));

const answer = () => Promise.resolve("asked");

describe("while the browser calls itself offline", () => {
  it("a change is tried at once instead of being kept for later", async () => {
    const client = createQueryClient();
    const cache = client.getMutationCache();
    const change = cache.build(client, client.defaultMutationOptions({ mutationFn: answer }));
    const done = change.execute(undefined);
    expect(change.state).toMatchObject({ status: "pending", isPaused: false });
    expect(await done).toBe("asked");
    client.clear();
  });

  it("a page is asked for at once, so that its failure can be told", async () => {
    const client = createQueryClient();
    const read = client.fetchQuery({ queryKey: ["page"], queryFn: answer });
    expect(client.getQueryState(["page"])).toMatchObject({ fetchStatus: "fetching" });
    expect(await read).toBe("asked");
    client.clear();
  });

  it("what failed is asked again as soon as there is a network", async () => {
    const client = createQueryClient();
    client.mount();
    const queryFn = () =>
      onlineManager.isOnline() ? answer() : Promise.reject(new Error("no network"));
    const observer = new QueryObserver<string>(client, { queryKey: ["page"], queryFn });
    const became = (status: string) =>
      new Promise<void>((resolve) => {
        const unsubscribe = observer.subscribe((result) => {
          if (result.status !== status) return;
          unsubscribe();
          resolve();
        });
      });
    const watching = observer.subscribe(() => {});
    await became("error");
    const back = became("success");
    onlineManager.setOnline(true);
    await back;
    expect(client.getQueryData(["page"])).toBe("asked");
    watching();
    client.unmount();
    client.clear();
  });
});
