// What makes the demo's first screen worth looking at: a webhook that sends everything to Hookline,
// some calls and notifications at once, and then a few events a minute until the demo stops.

const eventsPerSecond = 0.3;
const firstCalls = ["inbound", "outbound", "voicemail", "busy", "internal", "inbound"];
const firstNotifications = ["voicemail_new", "register", "low_balance", "inbound_fax"];

async function sent(url, method, headers, body) {
  const answer = await fetch(url, {
    method,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${url} was answered ${answer.status}.`);
  return answer;
}

/** Logs in to Hookline as the demo's operator and creates the webhook there, as a person would. */
async function createWebhook(appUrl, { account, username, password }) {
  const origin = { origin: appUrl };
  const credentials = { accountName: account, username, password };
  const login = await sent(`${appUrl}/api/session`, "POST", origin, credentials);
  const cookie = login.headers.getSetCookie().map((line) => line.split(";")[0]);
  const session = await login.json();
  const path = `${appUrl}/api/accounts/${session.account.id}/webhooks`;
  const headers = { ...origin, cookie: cookie.join("; ") };
  await sent(path, "POST", headers, {
    name: "Everything to Hookline",
    trigger: "all",
    url: "here",
    retries: 4,
    includeSubaccounts: true,
  });
  await fetch(`${appUrl}/api/session`, { method: "DELETE", headers });
  return session.account.id;
}

export async function startDemoTraffic({ appUrl, simulatorUrl, login }) {
  const accountId = await createWebhook(appUrl, login);
  const control = (command, body) =>
    sent(`${simulatorUrl}/_simulator/${command}`, "POST", {}, body);
  for (const scenario of firstCalls) await control("call", { accountId, scenario, stageMs: 400 });
  for (const name of firstNotifications) await control("notification", { accountId, name });
  await control("delete-user", {});
  const { accounts } = await (await fetch(`${simulatorUrl}/_simulator/state`)).json();
  const accountIds = accounts.map(({ id }) => id).filter((id) => id !== accounts[0].id);
  await control("traffic", { eventsPerSecond, accountIds });
}
