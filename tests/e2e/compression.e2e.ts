import type { Response } from "@playwright/test";
import { logIn } from "../support/browser/log-in";
import { expect, test } from "./stack";

test.use({ story: "compression" });

test("pages and answers are compressed, the event stream is not", async ({ page }) => {
  const streams: Response[] = [];
  page.on("response", (response) => {
    if (response.url().includes("/events/stream")) streams.push(response);
  });
  await logIn(page);
  await expect.poll(() => streams.length).toBeGreaterThan(0);
  for (const stream of streams) {
    expect(await stream.headerValue("content-encoding")).toBeNull();
    expect(await stream.headerValue("cache-control")).toContain("no-transform");
  }
  const html = await page.goto(page.url());
  expect(await html?.headerValue("content-encoding")).not.toBeNull();
});
