import { expect, type Page } from "@playwright/test";
import axe, { type AxeResults } from "axe-core";

/** Serious and critical findings only: what keeps somebody from using the page. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results: AxeResults = await page.evaluate(() =>
    Reflect.get(window, "axe").run(document, {
      resultTypes: ["violations"],
      // Experimental, and wrong for shortened ids and key hints inside a labelled button.
      rules: { "label-content-name-mismatch": { enabled: false } },
    }),
  );
  return results.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
}

/** The page fits its width, and nothing on it keeps somebody from using it. */
export async function expectSound(page: Page, screen: string): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${screen} overflows sideways`).toBeLessThanOrEqual(0);
  expect(await violations(page), `${screen} is not accessible`).toEqual([]);
}
