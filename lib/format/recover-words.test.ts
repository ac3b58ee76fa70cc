import { expect, test } from "vitest";
import { notRecoverableReasons } from "@/lib/domain/recovery";
import { neverFired, notRecoverableInWords } from "./recover-words";

test("each reason has a sentence of its own, without a full stop", () => {
  const sentences = notRecoverableReasons.map(notRecoverableInWords);
  expect(new Set(sentences).size).toBe(notRecoverableReasons.length);
  expect(sentences.filter((sentence) => sentence.endsWith("."))).toEqual([]);
  expect(neverFired).toContain("nobody knows");
});
