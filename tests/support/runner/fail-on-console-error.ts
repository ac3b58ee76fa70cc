import { afterEach, expect, vi } from "vitest";

const consoleError = vi.spyOn(console, "error");
const consoleWarn = vi.spyOn(console, "warn");

afterEach(() => {
  const unexpected = [...consoleError.mock.calls, ...consoleWarn.mock.calls];
  consoleError.mockClear();
  consoleWarn.mockClear();
  expect(unexpected, "nothing may be written to console.error or console.warn").toEqual([]);
});
