import { expect, test } from "vitest";
import { exportQuerySchema } from "./export-query";

test("an export is asked with a format and the filter of the list", () => {
  const query = { format: "csv", kind: "call", q: "hello", from: "1000", quarantined: "true" };
  expect(exportQuerySchema.parse(query)).toEqual({ ...query, from: 1_000, quarantined: true });
  expect(exportQuerySchema.parse({ format: "json", reveal: "1" }).reveal).toBe("1");
});

test.each<[Record<string, string>, string]>([
  [{}, "format"],
  [{ format: "xlsx" }, "format"],
  [{ format: "csv", kind: "fax" }, "kind"],
  [{ format: "csv", from: "yesterday" }, "from"],
  [{ format: "csv", reveal: "true" }, "reveal"],
  [{ format: "csv", webhookid: "x" }, "webhookid"],
  [{ format: "csv", limit: "5" }, "limit"],
  [{ format: "csv", cursor: "x" }, "cursor"],
  [{ format: "csv", constructor: "x" }, "constructor"],
])("%j is refused because of its %s", (query, field) => {
  const { error } = exportQuerySchema.safeParse(query);
  expect(error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
});
