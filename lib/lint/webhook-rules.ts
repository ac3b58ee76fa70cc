import { isOnKazooBlacklist, kazooBlacklist } from "@/lib/domain/refused-host";
import type { WebhookPatch } from "@/lib/domain/webhook";
import { triggerWords } from "@/lib/format/trigger-words";
import { fieldsSent, samplePayload } from "@/lib/payload/sample-payload";
import type { LintRule, LintSubject } from "./lint-subject";
import { covers, sendsTheSame } from "./overlap";
import { callableUrl, isLoopback, isNeverCalled, isOnInternet } from "./url-traits";

const isGet = ({ settings }: LintSubject) => settings?.httpVerb.toLowerCase() === "get";
const isForm = (subject: LintSubject) =>
  subject.settings?.format === "form-data" && !isGet(subject);
const isOfCalls = ({ trigger }: LintSubject) => trigger === "all" || trigger.startsWith("channel_");

/** Hookline takes all verbs and formats; what another receiver takes, nobody knows. */
const whereWeReceive = (patch: WebhookPatch) => ({
  patch: ({ receivesHere }: LintSubject) => (receivesHere ? patch : null),
});
const asPost = { words: "Send as POST", ...whereWeReceive({ httpVerb: "post", format: "json" }) };
const asJson = { words: "Send as JSON", ...whereWeReceive({ format: "json" }) };

/** Kazoo's form encoder crashes on a null, whatever stands around it. */
function hasNull(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((each) => each !== null && hasNull(each));
  if (typeof value !== "object") return false;
  return value === null || Object.values(value).some(hasNull);
}

function sampleOf({ trigger, settings }: LintSubject) {
  return settings && samplePayload({ trigger, ...settings });
}

const ownNames = ({ settings }: LintSubject) => Object.keys(settings?.customData ?? {});
const droppedNames = new Set(["type", "action"]);

/** What a webhook itself and those beside it tell, one row a rule. */
export const webhookRules: readonly LintRule[] = [
  {
    code: "url-refused",
    severity: "failing",
    about: "url",
    find: ({ url, receivesHere }) =>
      !receivesHere && isOnKazooBlacklist(url)
        ? `Kazoo refuses this host unless ${kazooBlacklist} was changed. Use a host name or an address that Kazoo can reach.`
        : null,
  },
  {
    code: "url-loopback",
    severity: "failing",
    about: "url",
    find: ({ url, receivesHere }) =>
      !receivesHere && isLoopback(url) && !isOnKazooBlacklist(url)
        ? "This is the address of the machine that Kazoo itself runs on. Nothing else can be reached by it."
        : null,
  },
  {
    code: "url-never-called",
    severity: "failing",
    about: "url",
    find: ({ url }) =>
      isNeverCalled(url)
        ? "Kazoo takes this URL and never calls it: it has a space or a letter outside ASCII. Encoded, it works."
        : null,
    fix: {
      words: "Encode the URL",
      patch: ({ url }) => {
        const callable = callableUrl(url);
        return callable === null ? null : { url: callable };
      },
    },
  },
  {
    code: "get-query",
    severity: "failing",
    about: "url",
    find: (subject) =>
      isGet(subject) && subject.url.includes("?")
        ? "Kazoo appends a second “?” on GET, so this URL's last parameter gets mangled."
        : null,
    fix: asPost,
  },
  {
    code: "get-fragment",
    severity: "failing",
    about: "url",
    find: (subject) =>
      isGet(subject) && subject.url.includes("#")
        ? "On GET everything after “#” is cut off, the whole payload with it."
        : null,
    fix: asPost,
  },
  {
    code: "get-nested",
    severity: "failing",
    about: "format",
    find: (subject) =>
      isGet(subject) && isOfCalls(subject)
        ? "Call events have nested fields, which newer Kazoo servers can't put into a URL: no event arrives, and after six tries within a minute Kazoo switches the webhook off. Choose POST."
        : null,
    fix: asPost,
  },
  {
    code: "form-null",
    severity: "failing",
    about: "format",
    find: (subject) =>
      isForm(subject) && hasNull(sampleOf(subject) ?? {})
        ? "Events of this kind can hold a null, on which Kazoo's form encoder fails: the event is not sent, nor what other webhooks would send of it. JSON works."
        : null,
    fix: asJson,
  },
  {
    code: "missing-modifiers",
    severity: "failing",
    about: "trigger",
    find: ({ trigger, settings }, { triggers }) => {
      const needed = triggers.find(({ id }) => id === trigger)?.modifiers ?? [];
      const missing = needed.map(({ key }) => key).filter((key) => !settings?.modifiers[key]);
      if (!settings || missing.length === 0) return null;
      return `Kazoo needs ${missing.join(" and ")} for this trigger and the webhook has none, so it may never fire. Edit it and choose.`;
    },
  },
  {
    code: "plain-http",
    severity: "waiting",
    about: "url",
    find: ({ url, receivesHere }) =>
      !receivesHere && url.startsWith("http://") && isOnInternet(url)
        ? "Without https, numbers and names in the payload travel readable."
        : null,
  },
  {
    code: "get-text",
    severity: "waiting",
    about: "format",
    find: (subject) =>
      isGet(subject) && !isOfCalls(subject)
        ? "GET carries everything as text in the URL. Newer Kazoo servers can't send events with nested fields this way: they never arrive, and Kazoo counts them as failures."
        : null,
    fix: asPost,
  },
  {
    code: "form-data",
    severity: "waiting",
    about: "format",
    find: (subject) =>
      isForm(subject)
        ? "Form-data turns numbers and true/false into text, drops empty lists, and an event with a null is not sent at all. JSON keeps everything."
        : null,
    fix: asJson,
  },
  {
    code: "data-overwrites",
    severity: "waiting",
    about: "customData",
    find: (subject) => {
      const { trigger, settings } = subject;
      const sent = settings ? fieldsSent({ trigger, ...settings }) : new Set<string>();
      const names = ownNames(subject).filter((name) => sent.has(name) && !droppedNames.has(name));
      if (names.length === 0) return null;
      return `Overwrites what Kazoo sends: ${names.join(", ")}. Choose other names to keep both.`;
    },
  },
  {
    code: "data-dropped",
    severity: "waiting",
    about: "customData",
    find: (subject) => {
      const names = ownNames(subject).filter((name) => droppedNames.has(name));
      if (names.length === 0) return null;
      return `${names.join(" and ")}: Kazoo takes this for what the webhook fires on.`;
    },
  },
  {
    code: "arrives-twice",
    severity: "waiting",
    about: "trigger",
    find: (subject, { others }) => {
      const same = sendsTheSame(subject, others);
      const [first] = same;
      if (!first) return null;
      // What both fire on is the narrower of the two.
      const narrow = subject.trigger === "all" ? first : subject;
      const fires = { trigger: narrow.trigger, modifiers: narrow.settings?.modifiers ?? {} };
      const times = same.length === 1 ? "twice" : `${same.length + 1} times`;
      const names = [subject, ...same].map(({ name }) => name).join(", ");
      return `${triggerWords(fires)}: each arrives ${times}, from ${names}.`;
    },
    fix: {
      words: "Switch this one off",
      patch: (subject, { others }) =>
        sendsTheSame(subject, others).some((other) => covers(other, subject))
          ? { enabled: false }
          : null,
    },
  },
  {
    code: "tries-few",
    severity: "hint",
    about: "retries",
    find: ({ settings }) =>
      settings && settings.retries <= 1
        ? "Kazoo tries once only: a connection that fails loses the event."
        : null,
    fix: { words: "Try twice", patch: () => ({ retries: 2 }) },
  },
  {
    code: "tries-many",
    severity: "hint",
    about: "retries",
    find: ({ settings }) =>
      settings && settings.retries >= 4
        ? "Each failed try counts towards the six a minute after which Kazoo switches it off: with four tries, two events are enough."
        : null,
    fix: { words: "Try twice", patch: () => ({ retries: 2 }) },
  },
  {
    code: "internal-legs",
    severity: "hint",
    about: "legs",
    find: (subject) =>
      isOfCalls(subject) && subject.settings?.includeInternalLegs
        ? "Kazoo's own loopback legs are sent as well: one call can look like several."
        : null,
    fix: { words: "Leave them out", patch: () => ({ includeInternalLegs: false }) },
  },
];
