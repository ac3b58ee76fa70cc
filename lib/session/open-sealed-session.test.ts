import { sealData } from "iron-session";
import { expect, test } from "vitest";
import { openSealedSession } from "./open-sealed-session";

const options = { cookieName: "hookline", password: "p".repeat(32), ttl: 60 };
const data = {
  cluster: "test",
  token: "t",
  obtainedAt: 1,
  expiresAt: 2,
  accountId: "a",
  accountName: "A",
  operatorId: null,
  username: "u",
};

function cookieStore(value?: string) {
  const cookies = new Map<string, string>();
  if (value !== undefined) cookies.set(options.cookieName, value);
  return {
    get(name: string) {
      const value = cookies.get(name);
      return value === undefined ? undefined : { name, value };
    },
    set(first: string | { name: string; value: string }, second = "") {
      if (typeof first === "string") cookies.set(first, second);
      else cookies.set(first.name, first.value);
    },
  };
}

test("what was saved is there again", async () => {
  const store = cookieStore();
  const session = await openSealedSession(store, options);
  expect(session.data).toBeUndefined();
  session.data = data;
  await session.save();
  expect((await openSealedSession(store, options)).data).toEqual(data);
});

const seal = await sealData({ data }, options);
function sealWith(at: number, part: string): string {
  const parts = seal.split("*");
  parts[at] = part;
  return parts.join("*");
}

test.each([
  ["", "nothing"],
  ["garbage", "no seal"],
  [sealWith(5, "never"), "an expiry that is no number"],
  [sealWith(1, "__proto__"), "a password id of Object.prototype"],
  [sealWith(1, "2"), "a password id that we don't have"],
  [sealWith(4, "AAAA"), "other contents than were sealed"],
  [await sealData({ data }, { ...options, password: "q".repeat(32) }), "another secret's seal"],
  [await sealData({ data: { ...data, expiresAt: undefined } }, options), "an older shape"],
  [await sealData({ data: "text" }, options), "data of another kind"],
  [await sealData(null, options), "null"],
])("the cookie %j is no session (%s), and the next login replaces it", async (cookie) => {
  const store = cookieStore(cookie);
  const session = await openSealedSession(store, options);
  expect(session.data).toBeUndefined();
  session.data = data;
  await session.save();
  expect((await openSealedSession(store, options)).data).toEqual(data);
});

test("a secret that is too short is told, not taken for a broken cookie", async () => {
  await expect(openSealedSession(cookieStore(), { ...options, password: "p" })).rejects.toThrow();
});
