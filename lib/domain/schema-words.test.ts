import { expect, it } from "vitest";
import { z } from "zod";
import { issueInWords } from "./schema-words";

const schema = z.strictObject({
  name: z.string().min(1).max(128),
  url: z.string().min(1, "Enter the URL."),
  tries: z.number().max(4),
  verb: z.enum(["get", "post"]),
  pairs: z.record(z.string(), z.string()),
});

const right = { name: "a", url: "b", tries: 2, verb: "get", pairs: {} };

it.each([
  [{ name: "" }, "Enter a value."],
  [{ name: "x".repeat(129) }, "Use at most 128 characters."],
  [{ name: undefined }, "A value is missing."],
  [{ name: 5 }, "This must be text."],
  [{ url: "" }, "Enter the URL."],
  [{ tries: 9 }, "The most is 4."],
  [{ verb: "put" }, "Use one of: get, post."],
  [{ pairs: [] }, "This must be an object."],
  [{ extra: 1 }, "Unknown here: extra."],
])("%o is refused in words", (change, sentence) => {
  const { error } = schema.safeParse({ ...right, ...change }, { error: issueInWords });
  expect(error?.issues.map(({ message }) => message)).toEqual([sentence]);
});
