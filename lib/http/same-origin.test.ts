import { describe, expect, test } from "vitest";
import { requireSameOrigin } from "./same-origin";

const own = { publicUrl: "https://hookline.example", trustProxy: false };
const behindProxy = { ...own, trustProxy: true };

function post(headers: Record<string, string>, settings = own): () => void {
  return () => requireSameOrigin("POST", new Headers(headers), settings);
}

describe("an unsafe request passes", () => {
  test.each([
    ["from the public URL", { origin: "https://hookline.example", host: "10.0.0.1:3000" }],
    [
      "from the address it was opened by",
      { origin: "http://10.0.0.1:3000", host: "10.0.0.1:3000" },
    ],
    [
      "with both of a browser's marks",
      { origin: "https://hookline.example", "sec-fetch-site": "same-origin", host: "x" },
    ],
    ["with the one mark that only a browser sets", { "sec-fetch-site": "same-origin", host: "x" }],
  ])("%s", (_, headers) => {
    expect(post(headers)).not.toThrow();
  });

  test("from the host that a trusted proxy was asked for", () => {
    const headers = { origin: "https://ops.example", "x-forwarded-host": "ops.example", host: "x" };
    expect(post(headers, behindProxy)).not.toThrow();
    expect(post(headers)).toThrow("did not come from Hookline's own pages");
  });
});

describe("an unsafe request is refused", () => {
  test.each([
    ["without any mark", { host: "hookline.example" }],
    ["from another site", { origin: "https://evil.example", host: "hookline.example" }],
    ["from another port", { origin: "http://10.0.0.1:4000", host: "10.0.0.1:3000" }],
    ["from a subdomain", { origin: "https://a.hookline.example", host: "hookline.example" }],
    ["from a sandboxed page", { origin: "null", host: "hookline.example" }],
    ["with a broken origin", { origin: "hookline.example", host: "hookline.example" }],
    [
      "that the browser calls cross-site, whatever its origin says",
      { origin: "https://hookline.example", "sec-fetch-site": "cross-site", host: "x" },
    ],
    [
      "from a sister site",
      { origin: "https://hookline.example", "sec-fetch-site": "same-site", host: "x" },
    ],
    [
      "with a foreign origin, whatever the browser calls it",
      { origin: "https://evil.example", "sec-fetch-site": "same-origin", host: "x" },
    ],
  ])("%s", (_, headers) => {
    expect(post(headers)).toThrow("did not come from Hookline's own pages");
  });

  test.each(["PUT", "PATCH", "DELETE"])("with %s as with POST", (method) => {
    expect(() => requireSameOrigin(method, new Headers(), own)).toThrow();
  });
});

test.each(["GET", "HEAD", "OPTIONS"])("%s changes nothing and passes from anywhere", (method) => {
  const headers = new Headers({ origin: "https://evil.example" });
  expect(() => requireSameOrigin(method, headers, own)).not.toThrow();
});
