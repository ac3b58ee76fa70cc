import { expect, test } from "vitest";
import { ledgerOutcomes } from "@/lib/domain/ledger";
import { ledgerOutcomeInWords } from "./ledger-words";

test("each outcome is told in words of its own", () => {
  expect(new Set(ledgerOutcomes.map(ledgerOutcomeInWords)).size).toBe(ledgerOutcomes.length);
});
