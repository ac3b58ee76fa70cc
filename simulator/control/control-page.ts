import { SCENARIO_NAMES } from "../events/call-scenarios";
import { RANDOM_NOTIFICATION_NAMES } from "../events/random-notification";
import type { World } from "../state/world";

const option = (value: string, label = value) =>
  `<option value="${value}">${label.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</option>`;

/** A page with a button for what the controls can bring about; `GET /_simulator/` in a browser. */
export function controlPage({ accounts }: World): string {
  const names = [...accounts.values()].map(({ id, fields }) => option(id, String(fields.name)));
  // The demo's own account is the second one; the first is the cluster's.
  const [master = "", ...others] = names;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulated Kazoo</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 2rem auto; padding: 0 1rem }
  p, form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center }
  select, button { font: inherit; padding: .3rem .6rem }
</style>
<h1>Simulated Kazoo</h1>
<p><label>Account <select id="accountId">${[...others, master].join("")}</select></label>
<form data-command="delete-user"><button>Delete a user</button></form>
<form data-command="call"><button>Play a call</button>
  <select name="scenario" aria-label="Kind of call">${SCENARIO_NAMES.map((name) => option(name)).join("")}</select></form>
<form data-command="notification"><button>Send a notification</button>
  <select name="name" aria-label="Kind of notification">${RANDOM_NOTIFICATION_NAMES.map((name) => option(name)).join("")}</select></form>
<form data-command="traffic"><button>Start traffic</button>
  <select name="eventsPerSecond" aria-label="How much">${option("0.5", "an event in 2 s")}${option("5", "5 events a second")}${option("50", "50 events a second")}</select></form>
<form data-command="traffic" data-method="DELETE"><button>Stop traffic</button></form>
<p role="status"></p>
<script>
  addEventListener("submit", async (event) => {
    event.preventDefault();
    const { command, method } = event.target.dataset;
    const { eventsPerSecond, ...fields } = Object.fromEntries(new FormData(event.target));
    const accountId = document.getElementById("accountId").value;
    const body = eventsPerSecond ? { eventsPerSecond: Number(eventsPerSecond) } : { accountId, ...fields };
    const status = document.querySelector("[role=status]");
    const options = { method: method ?? "POST", body: method ? undefined : JSON.stringify(body) };
    const answer = await fetch("/_simulator/" + command, options).catch(() => null);
    const said = answer && (await answer.json());
    status.textContent = answer?.ok ? event.submitter.textContent + ": done." : said?.message ?? "No answer.";
  });
</script>
</html>
`;
}
