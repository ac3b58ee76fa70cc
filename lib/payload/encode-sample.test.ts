import { describe, expect, it } from "vitest";
import { newDraft } from "@/components/webhooks/form/draft/draft";
import { encodeSample } from "./encode-sample";
import { samplePayload } from "./sample-payload";

const url = "https://crm.example/hook";
const fires = newDraft("user-deleted");

describe("the example of a delivery", () => {
  it("has the shape of the chosen event, custom data over it and the cluster last", () => {
    const payload = samplePayload({ ...fires, customData: { id: "mine", type: "x", site: "a b" } });
    expect(Object.keys(payload ?? {})).toEqual([
      "id",
      "account_id",
      "action",
      "type",
      "site",
      "cluster_id",
    ]);
    expect(payload).toMatchObject({ id: "mine", type: "user", action: "doc_deleted" });
  });

  it("is encoded as Kazoo would", () => {
    const payload = { a: "b c", n: 5, t: true, s: "it's" };
    const form = encodeSample(url, payload, { httpVerb: "post", format: "form-data" });
    expect(form.body).toBe("a=b+c&n=5&t=true&s=it%27s");
    const get = encodeSample(url, payload, { httpVerb: "get", format: "json" });
    expect(get).toEqual({
      line: `GET ${url}?a=b+c&n=5&t=true&s=it%27s`,
      contentType: null,
      body: null,
    });
    const json = encodeSample(url, payload, { httpVerb: "put", format: "json" });
    expect(JSON.parse(json.body ?? "")).toEqual(payload);
    expect(json.line).toBe(`PUT ${url}`);
  });

  it("is not made up for a trigger whose shape nobody knows", () => {
    expect(samplePayload({ ...fires, trigger: "brand_new" })).toBeNull();
  });
});
