// Browser tests: a browser, a production build, then the stories.
import { findBrowser } from "./find-browser.mjs";
import { run } from "./run.mjs";

try {
  const browser = findBrowser();
  console.log(`Browser: ${browser}`);
  await run("scripts/build.mjs");
  await run("node_modules/@playwright/test/cli.js", ["test", ...process.argv.slice(2)], {
    HOOKLINE_BROWSER: browser,
  });
} catch (cause) {
  console.error(`\n${cause.message}`);
  process.exit(1);
}
