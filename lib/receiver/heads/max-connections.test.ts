import { expect, it } from "vitest";
import { maxConnections } from "./max-connections";

it.each([
  [1_048_576, 1_047_808],
  [20_000, 19_232],
  [1_024, 512],
  [256, 128],
])("of %i descriptors, %i are for connections", (descriptors, connections) => {
  expect(maxConnections(descriptors)).toBe(connections);
});

it("knows this process's own limit", () => {
  expect(maxConnections()).toBeGreaterThan(100);
});
