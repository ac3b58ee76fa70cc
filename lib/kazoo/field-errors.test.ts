import { describe, expect, test } from "vitest";
import { problemOf } from "@/tests/support/http/problem-of";
import { kazooReplaying } from "@/tests/support/kazoo/kazoo-of";
import { envelope, type Step } from "@/tests/support/kazoo/replay-server";

const fields = {
  name: "x",
  trigger: "object",
  url: "https://crm.example/x",
  enabled: true,
  httpVerb: "post",
  format: "json",
  retries: 2,
  includeSubaccounts: false,
  includeInternalLegs: true,
  customData: {},
};

async function fieldsFor(step: Step) {
  const { kazoo } = await kazooReplaying([step]);
  const session = kazoo.as({ cluster: "test", token: "t" });
  const problem = await problemOf(session.createWebhook("a".repeat(32), fields));
  expect(problem.code).toBe("validation_failed");
  return problem.fields;
}

describe("Kazoo's validation lands on our fields", () => {
  test.each([
    ["wh_err_missing_all", { trigger: /value/, name: /value/, url: /value/ }],
    ["wh_uri_localhost", { url: /blacklist .*client\.blacklist.*localhost/ }],
    ["wh_err_bad_hook", { trigger: /one of: all, channel_answer/ }],
    ["wh_err_retries_5", { retries: /^Value must be at most 4\.$/ }],
    ["wh_err_custom_data_number", { "customData.n": /did not match/ }],
    [
      "wh_create_object_missing_modifiers",
      { "modifiers.type": /Choose a value/, "modifiers.action": /Choose a value/ },
    ],
    ["wh_create_object_bad_type", { "modifiers.type": /one of: all, account/ }],
  ])("as recorded: %s", async (name, expected) => {
    const got = await fieldsFor(name);
    expect(Object.keys(got).sort()).toEqual(Object.keys(expected).sort());
    for (const [field, sentence] of Object.entries(expected)) expect(got[field]).toMatch(sentence);
  });

  test("Kazoo 4.3 names modifiers without custom_data", async () => {
    const missing = { required: { message: "missing required modifier" } };
    const got = await fieldsFor(envelope(400, { data: { type: missing, action: missing } }));
    expect(Object.keys(got)).toEqual(["modifiers.type", "modifiers.action"]);
  });

  test.each([
    ["http_verb", "httpVerb"],
    ["include_subaccounts", "includeSubaccounts"],
    ["include_internal_legs", "includeInternalLegs"],
    ["format", "format"],
    ["enabled", "enabled"],
    ["custom_data", "customData"],
    ["custom_data.a%2Eb", "customData.a.b"],
  ])("%s is %s", async (wire, ours) => {
    const data = { [wire]: { type: { message: "Value did not match type(s): boolean" } } };
    expect(Object.keys(await fieldsFor(envelope(400, { data })))).toEqual([ours]);
  });

  test("several rules of one field are all told", async () => {
    const data = {
      name: { minLength: { message: "too short" }, pattern: { message: "Odd sign." }, odd: 5 },
    };
    const got = await fieldsFor(envelope(400, { data }));
    expect(got).toEqual({ name: 'Too short. Odd sign. Breaks Kazoo\'s rule "odd".' });
  });

  test("what isn't a set of rules is left out instead of breaking the answer", async () => {
    const data = { name: "odd", uri: { error: "also odd" }, constructor: {}, hook: null };
    expect(await fieldsFor(envelope(400, { data }))).toEqual({ url: "Also odd." });
    expect(await fieldsFor(envelope(400, { data: ["x"] }))).toEqual({});
  });
});
