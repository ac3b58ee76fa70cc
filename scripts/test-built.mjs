// A browser, a production build, the built programs under load, then the browser's stories.
import { findBrowser } from "./find-browser.mjs";
import { run } from "./run.mjs";

try {
  const browser = findBrowser();
  console.log(`Browser: ${browser}`);
  await run("scripts/build.mjs");
  const wanted = process.argv.slice(2);
  if (wanted.length === 0) {
    await run("node_modules/vitest/vitest.mjs", ["run", "--project", "programs"]);
  }
  await run("node_modules/@playwright/test/cli.js", ["test", ...wanted], {
    HOOKLINE_BROWSER: browser,
  });
} catch (cause) {
  console.error(`\n${cause.message}`);
  process.exit(1);
}
