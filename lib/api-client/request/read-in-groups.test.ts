import { expect, it } from "vitest";
import { readInGroups } from "./read-in-groups";

const maxAtOnce = 24;
const named = (ids: readonly string[]) => new Map(ids.map((id) => [id, `named ${id}`]));

it("reads what is asked for together in groups, one group at a time", async () => {
  const groups: number[] = [];
  let open = 0;
  let mostOpen = 0;
  const read = readInGroups(async (ids) => {
    groups.push(ids.length);
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    await Promise.resolve();
    open -= 1;
    return named(ids);
  }, maxAtOnce);
  const ids = Array.from({ length: 145 }, (_, index) => `w${index}`);
  expect(await Promise.all(ids.map(read))).toEqual(ids.map((id) => `named ${id}`));
  expect(Math.max(...groups)).toBe(maxAtOnce);
  expect(groups).toHaveLength(Math.ceil(145 / maxAtOnce));
  expect(mostOpen).toBe(1);
});

it("asks once for what two rows show", async () => {
  const asked: string[] = [];
  const read = readInGroups(async (ids) => {
    asked.push(...ids);
    return named(ids);
  }, maxAtOnce);
  expect(await Promise.all([read("a"), read("a"), read("b")])).toEqual([
    "named a",
    "named a",
    "named b",
  ]);
  expect(asked).toEqual(["a", "b"]);
});

it("answers null for what there is no more", async () => {
  const read = readInGroups(async () => named(["kept"]), maxAtOnce);
  expect(await Promise.all([read("kept"), read("gone")])).toEqual(["named kept", null]);
});

it("fails each that was asked for when the group can't be read, and goes on with the next", async () => {
  let failing = true;
  const read = readInGroups(async (ids) => {
    if (failing) throw new Error("Kazoo is busy.");
    return named(ids);
  }, maxAtOnce);
  const outcomes = await Promise.allSettled([read("a"), read("b")]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  failing = false;
  expect(await read("a")).toBe("named a");
});
