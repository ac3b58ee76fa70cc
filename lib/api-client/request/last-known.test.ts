import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as z from "zod/mini";
import { pageSession } from "../session/page-session";
import { forgetLastKnown, readOrLastKnown } from "./last-known";

const schema = z.object({ names: z.array(z.string()) });
const queryKey = ["account", "a1", "webhooks"];

beforeEach(() => {
  const kept: Record<string, string> = Object.create({
    getItem: (name: string) => kept[name] ?? null,
    setItem(name: string, value: string) {
      kept[name] = value;
    },
    removeItem(name: string) {
      delete kept[name];
    },
  });
  vi.stubGlobal("sessionStorage", kept);
  pageSession.hold({ identity: "ada" });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** A page as it is just after it was loaded. */
function freshPage() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const ask = (read: () => Promise<z.output<typeof schema>>) =>
    client.fetchQuery({
      queryKey,
      queryFn: () => readOrLastKnown({ client, queryKey, schema, read }),
    });
  return {
    ask,
    fail: () => ask(() => Promise.reject(new Error("Kazoo is away"))).catch(() => {}),
    state: () => client.getQueryState(queryKey),
  };
}

const known = { names: ["User deleted"] };

describe("what was last known", () => {
  it("is shown with its age by a page that was loaded anew and gets no answer", async () => {
    const before = freshPage();
    await before.ask(() => Promise.resolve(known));
    const after = freshPage();
    await after.fail();
    expect(after.state()).toMatchObject({ status: "error", data: known });
    expect(after.state()?.dataUpdatedAt).toBeLessThanOrEqual(before.state()?.dataUpdatedAt ?? 0);
  });

  it("is nothing in another login's page or after logging out", async () => {
    await freshPage().ask(() => Promise.resolve(known));
    pageSession.hold({ identity: "bob" });
    const bobs = freshPage();
    await bobs.fail();
    expect(bobs.state()?.data).toBeUndefined();
    pageSession.hold({ identity: "ada" });
    forgetLastKnown();
    const later = freshPage();
    await later.fail();
    expect(later.state()?.data).toBeUndefined();
  });

  it("does not replace what the page already shows", async () => {
    const page = freshPage();
    await page.ask(() => Promise.resolve(known));
    await freshPage().ask(() => Promise.resolve({ names: [] }));
    await page.fail();
    expect(page.state()?.data).toEqual(known);
  });
});
