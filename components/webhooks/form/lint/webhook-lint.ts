import { isOnKazooBlacklist, kazooBlacklist } from "@/lib/domain/refused-host";
import { receiveHere, type WebhookDraft } from "@/lib/domain/webhook";
import { fieldsSent } from "@/lib/payload/sample-payload";

export interface Lint {
  readonly about: "url" | "format" | "customData";
  /** "failing": Kazoo will refuse or lose it. "waiting": it works, but not as one may think. */
  readonly tone: "failing" | "waiting";
  readonly text: string;
}

const refusedUrl = `Kazoo refuses this host unless ${kazooBlacklist} was changed. Use a host name or an address that Kazoo can reach.`;
/** Of Hookline's own receiver, which the operator can't edit. */
export const refusedReceiver = `Kazoo refuses this address unless ${kazooBlacklist} was changed. Set PUBLIC_URL to an address that Kazoo can reach, and start Hookline again.`;

function urlLints({ url, httpVerb }: WebhookDraft): Lint[] {
  if (url === receiveHere || url === "") return [];
  const lints: Lint[] = [];
  const add = (tone: Lint["tone"], text: string) => lints.push({ about: "url", tone, text });
  if (isOnKazooBlacklist(url)) {
    add("failing", refusedUrl);
  } else if (url.startsWith("http://")) {
    add("waiting", "Without https, numbers and names in the payload travel readable.");
  }
  if (httpVerb === "get" && url.includes("?")) {
    add("failing", "Kazoo appends a second “?” on GET, so this URL's last parameter gets mangled.");
  }
  if (httpVerb === "get" && url.includes("#")) {
    add("failing", "On GET everything after “#” is cut off, the whole payload with it.");
  }
  return lints;
}

function formatLints({ trigger, httpVerb, format }: WebhookDraft): Lint[] {
  if (httpVerb === "get") {
    const isNested = trigger === "all" || trigger.startsWith("channel_");
    const text = isNested
      ? "Call events have nested fields, which newer Kazoo servers can't put into a URL: no event arrives, and after six tries within a minute Kazoo switches the webhook off. Choose POST."
      : "GET carries everything as text in the URL. Newer Kazoo servers can't send events with nested fields this way: they never arrive, and Kazoo counts them as failures.";
    return [{ about: "format", tone: isNested ? "failing" : "waiting", text }];
  }
  if (format === "json") return [];
  const text =
    "Form-data turns numbers and true/false into text, drops empty lists, and an event with a null is not sent at all. JSON keeps everything.";
  return [{ about: "format", tone: "waiting", text }];
}

function customDataLints(draft: WebhookDraft): Lint[] {
  const names = Object.keys(draft.customData);
  const sent = fieldsSent(draft);
  const dropped: readonly string[] = names.filter((name) => name === "type" || name === "action");
  const overwritten = names.filter((name) => sent.has(name) && !dropped.includes(name));
  const lints: Lint[] = [];
  const add = (text: string) => lints.push({ about: "customData", tone: "waiting", text });
  if (overwritten.length > 0) {
    add(`Overwrites what Kazoo sends: ${overwritten.join(", ")}. Choose other names to keep both.`);
  }
  if (dropped.length > 0) {
    add(`${dropped.join(" and ")}: Kazoo takes this for what the webhook fires on.`);
  }
  return lints;
}

/** What is known to go wrong with a draft, while it is typed. */
export function lintDraft(draft: WebhookDraft): Lint[] {
  return [...urlLints(draft), ...formatLints(draft), ...customDataLints(draft)];
}
