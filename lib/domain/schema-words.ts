import type { z } from "zod/mini";

type Issue = z.core.$ZodRawIssue;

const kinds: ReadonlyMap<string, string> = new Map([
  ["string", "text"],
  ["number", "a number"],
  ["int", "a whole number"],
  ["boolean", "true or false"],
  ["object", "an object"],
  ["record", "an object"],
  ["array", "a list"],
]);

function limitWords(limit: number | bigint, origin: string, bound: "least" | "most"): string {
  if (origin === "number" || origin === "int") return `The ${bound} is ${limit}.`;
  const unit = origin === "array" ? "item" : "character";
  if (bound === "least" && Number(limit) === 1) return "Enter a value.";
  return `Use at ${bound} ${limit} ${unit}${Number(limit) === 1 ? "" : "s"}.`;
}

/** What is wrong with a value, where its schema has no sentence of its own. For `safeParse`. */
export function issueInWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "A value is missing.";
      return `This must be ${kinds.get(issue.expected) ?? issue.expected}.`;
    case "too_small":
      return limitWords(issue.minimum, issue.origin, "least");
    case "too_big":
      return limitWords(issue.maximum, issue.origin, "most");
    case "invalid_value":
      return `Use one of: ${issue.values.map(String).join(", ")}.`;
    case "unrecognized_keys":
      return `Unknown here: ${issue.keys.join(", ")}.`;
    default:
      return undefined;
  }
}
