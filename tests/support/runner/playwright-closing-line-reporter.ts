import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

/** Ends a run with one plain line, so that a log reader needs to know no runner's own format. */
export default class PlaywrightClosingLineReporter implements Reporter {
  private readonly outcomes = new Map<string, boolean>();

  onTestEnd(test: TestCase, result: TestResult): void {
    this.outcomes.set(test.id, result.status === test.expectedStatus);
  }

  onEnd(): void {
    const all = [...this.outcomes.values()];
    const passed = all.filter(Boolean).length;
    console.log(`\n${passed} passed, ${all.length - passed} failed`);
  }
}
