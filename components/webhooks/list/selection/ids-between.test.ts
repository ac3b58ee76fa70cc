import { expect, it } from "vitest";
import { idsBetween } from "./ids-between";

const ids = ["a", "b", "c", "d"];

it("is both ends and what lies between, in either direction", () => {
  expect(idsBetween(ids, "b", "d")).toEqual(["b", "c", "d"]);
  expect(idsBetween(ids, "d", "b")).toEqual(["b", "c", "d"]);
  expect(idsBetween(ids, "c", "c")).toEqual(["c"]);
});

it("is the second alone where the first is no longer there", () => {
  expect(idsBetween(ids, "gone", "b")).toEqual(["b"]);
});
