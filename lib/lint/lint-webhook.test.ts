import { describe, expect, it } from "vitest";
import type { Webhook } from "@/lib/domain/webhook";
import { type LintSubject, subjectOf } from "./lint-subject";
import { lintWebhook } from "./lint-webhook";

type Settings = NonNullable<Webhook["detail"]>;

const settings: Settings = {
  httpVerb: "post",
  format: "json",
  retries: 2,
  includeSubaccounts: false,
  includeInternalLegs: false,
  modifiers: { type: "user", action: "doc_deleted" },
  customData: {},
};

const sound: LintSubject = {
  id: "w1",
  name: "User deleted",
  trigger: "object",
  url: "https://crm.example/x",
  receivesHere: false,
  isOn: true,
  settings,
};

interface Changes extends Partial<Omit<LintSubject, "settings">> {
  readonly settings?: Partial<Settings> | null;
}

function subject({ settings: changed, ...rest }: Changes): LintSubject {
  return { ...sound, ...rest, settings: changed === null ? null : { ...settings, ...changed } };
}

const nobody = { others: [], triggers: [] };
const find = (changes: Changes, context: Parameters<typeof lintWebhook>[1] = nobody) =>
  lintWebhook(subject(changes), context);
const codes = (...asked: Parameters<typeof find>) => find(...asked).map(({ code }) => code);
const here = { receivesHere: true, url: "https://hookline.example/receive/key" };

describe("a webhook's URL", () => {
  it("is sound where nothing is wrong with it", () => {
    expect(codes({})).toEqual([]);
  });

  it.each(["http://localhost:3000/x", "https://127.0.0.1/x", "http://0.0.0.0"])(
    "is refused by Kazoo: %s",
    (url) => expect(codes({ url })).toEqual(["url-refused"]),
  );

  it.each(["http://127.0.0.2/x", "http://[::1]:80/x", "https://kazoo.localhost/x"])(
    "is the machine of Kazoo itself: %s",
    (url) => expect(codes({ url })).toContain("url-loopback"),
  );

  it("is not mistaken for localhost by how it begins", () => {
    expect(codes({ url: "https://localhost.example/x" })).toEqual([]);
  });

  it("of Hookline itself is not judged by its host: the deliveries show whether it works", () => {
    expect(codes({ ...here, url: "http://127.0.0.1:3000/receive/key" })).toEqual([]);
  });

  it.each([
    ["https://hooks.example.com/a b", "https://hooks.example.com/a%20b"],
    [
      "https://hooks.example.com/umlaut-ü?x=é#ß",
      "https://hooks.example.com/umlaut-%C3%BC?x=%C3%A9#%C3%9F",
    ],
    ["https://müller.example:8443/hook", "https://xn--mller-kva.example:8443/hook"],
    ["https://me:p%40@hooks.example/%7Ea b", "https://me:p%40@hooks.example/%7Ea%20b"],
  ])("that Kazoo never calls is encoded: %s", (url, callable) => {
    const [finding] = find({ url });
    expect(finding?.code).toBe("url-never-called");
    expect(finding?.fix?.patch).toEqual({ url: callable });
    expect(codes({ url: callable })).toEqual([]);
  });

  it("without https is told only where the network is not one's own", () => {
    expect(codes({ url: "http://crm.example/x" })).toEqual(["plain-http"]);
    for (const host of [
      "10.0.0.9",
      "192.168.1.5:81",
      "172.20.1.1",
      "crm",
      "crm.internal",
      "[fd00::1]",
    ]) {
      expect(codes({ url: `http://${host}/x` }), host).toEqual([]);
    }
    expect(codes({ url: "http://172.32.0.1/x" })).toEqual(["plain-http"]);
  });
});

describe("how a webhook is sent", () => {
  it("by GET mangles a query and cuts a fragment", () => {
    const get = { settings: { httpVerb: "GET" } };
    expect(codes({ ...get, url: "https://crm.example/x?a=1" })).toEqual(["get-query", "get-text"]);
    expect(codes({ ...get, url: "https://crm.example/x#a" })).toEqual(["get-fragment", "get-text"]);
  });

  it("by GET loses every call event, in whichever form", () => {
    const get = { settings: { httpVerb: "get", format: "form-data", modifiers: {} } };
    expect(codes({ ...get, trigger: "all" })).toEqual(["get-nested"]);
    expect(codes({ ...get, trigger: "channel_destroy" })).toEqual(["get-nested"]);
    expect(codes({ ...get, trigger: "sms" })).toEqual(["get-text"]);
  });

  it("is changed by a button only where Hookline receives it", () => {
    const get = { settings: { httpVerb: "get" } };
    expect(find(get)[0]?.fix).toBeNull();
    expect(find({ ...get, ...here })[0]?.fix).toEqual({
      words: "Send as POST",
      patch: { httpVerb: "post", format: "json" },
    });
    expect(find({ ...here, settings: { format: "form-data" } })[0]?.fix?.patch).toEqual({
      format: "json",
    });
  });

  it("as form-data loses types", () => {
    expect(codes({ settings: { format: "form-data" } })).toEqual(["form-data"]);
  });

  it("with one try or with four is worth a look", () => {
    expect(codes({ settings: { retries: 0 } })).toEqual(["tries-few"]);
    expect(codes({ settings: { retries: 1 } })).toEqual(["tries-few"]);
    expect(codes({ settings: { retries: 3 } })).toEqual([]);
    expect(find({ settings: { retries: 4 } })[0]).toMatchObject({
      code: "tries-many",
      severity: "hint",
      fix: { patch: { retries: 2 } },
    });
  });

  it("with internal legs is told for calls only", () => {
    const legs = { settings: { includeInternalLegs: true, modifiers: {} } };
    expect(codes({ ...legs, trigger: "channel_create" })).toEqual(["internal-legs"]);
    expect(codes({ ...legs, trigger: "sms" })).toEqual([]);
  });

  it("is not guessed where only Kazoo's list was read", () => {
    expect(codes({ settings: null, trigger: "all" })).toEqual([]);
    expect(codes({ settings: null, url: "https://crm.example/a b" })).toEqual(["url-never-called"]);
  });
});

describe("what a webhook fires on", () => {
  const triggers = [
    {
      id: "object",
      name: "Object",
      description: null,
      modifiers: ["type", "action"].map((key) => ({ key, description: null, options: [] })),
    },
  ];

  it("needs each of the trigger's modifiers", () => {
    const [finding] = find({ settings: { modifiers: { type: "user" } } }, { others: [], triggers });
    expect(finding).toMatchObject({ code: "missing-modifiers", severity: "failing" });
    expect(finding?.text).toContain("needs action for");
    expect(codes({}, { others: [], triggers })).toEqual([]);
  });

  it("names the payload fields that custom data overwrites, and what Kazoo drops", () => {
    const [first, second] = find({
      settings: { customData: { account_id: "x", site: "n", type: "y" } },
    });
    expect(first?.text).toContain("account_id");
    expect(first?.text).not.toContain("site");
    expect(second?.code).toBe("data-dropped");
  });
});

describe("webhooks that send the same to the same place", () => {
  const everything = subject({
    id: "w0",
    name: "Everything",
    trigger: "all",
    settings: { modifiers: {} },
  });
  const twice = (changes: Changes, ...others: LintSubject[]) =>
    find(changes, { others, triggers: [] }).find(({ code }) => code === "arrives-twice");

  it("are told in words, from both sides", () => {
    const text = "User deleted: each arrives twice, from User deleted, Everything.";
    expect(twice({}, everything)?.text).toBe(text);
    const other = find(
      { ...everything, settings: { modifiers: {} } },
      { others: [sound], triggers: [] },
    );
    expect(other[0]?.text).toBe("User deleted: each arrives twice, from Everything, User deleted.");
  });

  it("are switched off by a button only where the other sends all of it", () => {
    expect(twice({}, everything)?.fix?.patch).toEqual({ enabled: false });
    expect(twice({ settings: { customData: { site: "north" } } }, everything)?.fix).toBeNull();
    expect(twice({ settings: { includeSubaccounts: true } }, everything)?.fix).toBeNull();
    expect(twice({}, { ...everything, settings: null })?.fix).toBeNull();
  });

  it("of which two are alike leave one on", () => {
    const twin = subject({ id: "w2", name: "Twin" });
    expect(twice({}, twin)?.fix).toBeNull();
    expect(twice({ id: "w3" }, twin)?.fix?.patch).toEqual({ enabled: false });
  });

  it("overlap where one's modifiers include the other's", () => {
    const anyUser = subject({ id: "w0", settings: { modifiers: { type: "user", action: "all" } } });
    const devices = subject({
      id: "w0",
      settings: { modifiers: { type: "device", action: "doc_deleted" } },
    });
    expect(twice({}, anyUser)).toBeDefined();
    expect(twice({}, devices)).toBeUndefined();
  });

  it("are none where the other is off, goes elsewhere, or is not known well enough", () => {
    expect(twice({}, { ...everything, isOn: false })).toBeUndefined();
    expect(twice({ isOn: false }, everything)).toBeUndefined();
    expect(twice({}, { ...everything, url: "https://other.example/x" })).toBeUndefined();
    expect(twice({}, subject({ id: "w2", settings: null }))).toBeUndefined();
  });

  it("count Hookline's receiver as one place, whichever key a URL has", () => {
    const other = { ...everything, ...here, url: "https://hookline.example/receive/other" };
    expect(twice(here, other)).toBeDefined();
  });
});

it("puts the worst first", () => {
  const worst = find({
    url: "http://crm.example/ä",
    settings: { retries: 1, format: "form-data" },
  });
  expect(worst.map(({ severity }) => severity)).toEqual(["failing", "waiting", "waiting", "hint"]);
});

it("is made of one of Kazoo's webhooks and what is known of its settings", () => {
  const webhook: Webhook = {
    ...{ id: "w", name: "W", trigger: "object", url: "https://a.example", receivesHere: false },
    state: "auto-disabled",
    disableReason: "too many failed attempts",
    detail: null,
  };
  expect(subjectOf(webhook, settings)).toMatchObject({ isOn: false, settings });
});

describe("accounts above", () => {
  const above = {
    ...sound,
    id: "p1",
    name: "All users",
    accountName: "Harbour",
    settings: { ...settings, includeSubaccounts: true },
  };
  const beside = (changes: Partial<typeof above>) => ({
    ...nobody,
    ancestors: [{ ...above, ...changes }],
  });

  it("send the same to the same URL: this one adds nothing", () => {
    const [finding] = find({}, beside({}));
    expect(finding).toMatchObject({
      code: "parent-too",
      text: "“All users” of Harbour hears this account's events too and sends them to the same URL: each arrives twice.",
      fix: { words: "Switch this one off", patch: { enabled: false } },
    });
  });

  it("are no concern when off, for themselves only, or sent elsewhere", () => {
    expect(codes({}, beside({ isOn: false }))).toEqual([]);
    expect(codes({}, beside({ settings }))).toEqual([]);
    expect(codes({}, beside({ url: "https://other.example" }))).toEqual([]);
    expect(codes({ ...here }, beside({ ...here, url: "https://hookline.example/o" }))).toEqual([]);
  });

  it("are not told to do it alone when this one sends more: internal legs", () => {
    const calls = { trigger: "channel_create", settings: { ...settings, modifiers: {} } };
    const wide = { ...calls, settings: { ...calls.settings, includeSubaccounts: true } };
    const [finding] = find(
      { ...calls, settings: { modifiers: {}, includeInternalLegs: true } },
      beside(wide),
    );
    expect(finding).toMatchObject({ code: "parent-too", fix: null });
  });
});

describe("a receiver that is known to answer something else than 200", () => {
  const answered = (code: number | null, isSuccess = false) => ({
    lastAnswer: { at: 1, isSuccess, code, clientError: null },
  });

  it("loses what is sent to it", () => {
    const [finding] = find(answered(204));
    expect(finding).toMatchObject({
      code: "answers-other",
      severity: "failing",
      fix: { patch: { enabled: false } },
    });
    expect(finding?.text).toContain("answered 204 last");
  });

  it("is silent about what is fine, unknown or off already", () => {
    expect(codes(answered(200, true))).toEqual([]);
    expect(codes(answered(null))).toEqual([]);
    expect(codes({ ...answered(502), isOn: false })).toEqual([]);
    expect(codes({ lastAnswer: null })).toEqual([]);
  });
});

describe("what only Kazoo 5 acts on", () => {
  const trigger = (id: string) => ({ id, name: id, description: null, modifiers: [] });
  const fifth = { settings: { requestHeaders: { "x-key": "1" }, otherFields: { version: "v2" } } };

  it("is marked where this Kazoo is another, and can be taken away", () => {
    const [finding] = find(fifth, { others: [], triggers: [trigger("sms")] });
    expect(finding).toMatchObject({
      code: "kazoo-5-only",
      severity: "hint",
      fix: { patch: { requestHeaders: {}, otherFields: { version: null } } },
    });
    expect(finding?.text).toContain("request headers and version");
  });

  it("is fine on Kazoo 5, and nothing is said before this Kazoo's triggers are known", () => {
    expect(codes(fifth, { others: [], triggers: [trigger("cdr")] })).toEqual([]);
    expect(codes(fifth)).toEqual([]);
    expect(codes({}, { others: [], triggers: [trigger("sms")] })).toEqual([]);
  });
});
