import { expect, test } from "vitest";
import { startSimulator } from "../simulator";

test("the control page offers the demo's accounts and a button for what may happen", async () => {
  const simulator = await startSimulator({ seed: "demo", resolveHosts: "loopback-only" });
  const answer = await fetch(`${simulator.url}/_simulator/`);
  const html = await answer.text();
  await simulator.close();
  expect(answer.headers.get("content-type")).toContain("text/html");
  expect(html).toMatch(/<select id="accountId"><option value="[0-9a-f]{32}">Demo</);
  expect(html).toContain('<form data-command="delete-user"><button>Delete a user</button>');
});
