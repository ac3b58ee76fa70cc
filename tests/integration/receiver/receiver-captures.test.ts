import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Payload } from "@/lib/domain/event";
import { toDelivery, toEvent } from "@/lib/drain/to-event";
import type { SpoolRecord } from "@/lib/spool/spool";
import { type Capture, readCaptures } from "../../support/deliveries/captures";
import { whatFormKeeps, withOverlay } from "../../support/deliveries/form-losses";
import { sendBytes } from "../../support/http/raw-http";
import { startReceiver, type TestReceiver } from "../../support/receiver/receiver";
import "../../support/patience";

const captures = readCaptures();
const inflateLimitBytes = 1024 * 1024;
let receiver: TestReceiver;

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.stop());

/** The head's parts and the body, byte for byte (latin1). */
function partsOf(bytes: Buffer) {
  const text = bytes.toString("latin1");
  const lineEnd = text.indexOf("\r\n");
  const headEnd = text.indexOf("\r\n\r\n");
  const requestLine = text.slice(0, lineEnd);
  const target = requestLine.slice(requestLine.indexOf(" ") + 1, requestLine.lastIndexOf(" HTTP/"));
  const mark = target.indexOf("?");
  return {
    query: mark === -1 ? null : target.slice(mark + 1),
    headers: text
      .slice(lineEnd + 2, headEnd)
      .split("\r\n")
      .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]),
    body: text.slice(headEnd + 4),
  };
}

/**
 * The recorded bytes with one change: the first segment of the path ("/c", "/s", "/slow"…, or the
 * bare "/") becomes "/receive/KEY". The rest of the path, the query, headers and body stay.
 */
function addressedToUs(bytes: Buffer, key: string): Buffer {
  const text = bytes.toString("latin1");
  const adapted = text.replace(/^([A-Z]+) \/[a-z0-9]*/, `$1 /receive/${key}`);
  return Buffer.from(adapted, "latin1");
}

async function deliver(capture: Capture): Promise<SpoolRecord> {
  const bytes = addressedToUs(capture.bytes, receiver.key);
  expect((await sendBytes(receiver.port, [bytes])).status).toBe(200);
  const record = receiver.newRecords()[0];
  if (!record) throw new Error("not kept");
  return record;
}

/** What the drain makes of it while nothing is known of the account's webhooks. */
async function drained(capture: Capture) {
  const nothingKnown = { listedAt: null, webhook: () => null, hasKey: () => true };
  return toEvent(toDelivery(await deliver(capture)), nothingKnown, inflateLimitBytes);
}

function fieldsOf(payload: Payload | null): Record<string, Payload> {
  if (payload === null || typeof payload !== "object" || Array.isArray(payload)) return {};
  return payload;
}

/** A payload back as a form's pairs, so that another parser can be asked the same question. */
function pairsOf(value: Payload, key: string, inList = false): [string, Payload][] {
  if (Array.isArray(value)) return value.flatMap((item) => pairsOf(item, `${key}[]`, true));
  if (typeof value !== "object" || value === null || inList) return [[key, value]];
  return Object.entries(value).flatMap(([name, item]) => pairsOf(item, `${key}[${name}]`));
}

function parsedIfObject(value: string): Payload {
  return value.startsWith("{") ? JSON.parse(value) : value;
}

describe("a request recorded from genuine Kazoo", () => {
  it("comes in all the sets that were recorded", () => {
    expect(captures).toHaveLength(254 + 67 + 138 + 70);
  });

  it.each(captures.map((capture) => [`${capture.set}/${capture.name}`, capture] as const))(
    "%s is answered 200 and kept byte for byte",
    async (_name, capture) => {
      const { query, headers, body } = partsOf(capture.bytes);
      const record = await deliver(capture);
      expect(Buffer.from(record.body).toString("latin1")).toBe(body);
      expect(record.headers).toEqual(headers);
      expect(record.query).toBe(query);
      expect(record.method).toBe(capture.bytes.toString("latin1").split(" ", 1)[0]);
    },
  );

  const fired = captures.filter(({ name, fired: f }) => f && !name.endsWith("_key_brackets"));
  it.each(fired.map((capture) => [`${capture.set}/${capture.name}`, capture] as const))(
    "%s decodes to the payload that was fired",
    async (_name, capture) => {
      const event = await drained(capture);
      expect(event.problem).toBeNull();
      const sent = withOverlay(capture.fired?.payload ?? null, capture.fired?.customData ?? null);
      const expected = capture.isForm ? whatFormKeeps(sent) : sent;
      expect(event.payload).toEqual(expected);
      expect(Object.keys(fieldsOf(event.payload))).toEqual(Object.keys(expected));
    },
  );

  const brackets = captures.filter(({ name }) => name.endsWith("_key_brackets"));
  it.each(brackets.map((capture) => [`${capture.set}/${capture.name}`, capture] as const))(
    "%s has keys with brackets, which a form can't tell from nesting",
    async (_name, capture) => {
      const { payload } = await drained(capture);
      expect(payload).toMatchObject(
        capture.isForm
          ? { a: { b: "x" }, list: ["y"], c: { 0: "z" } }
          : { "a[b]": "x", "list[]": "y", "c[0]": "z" },
      );
    },
  );

  const unknownOrigin = captures.filter((capture) => !capture.fired);
  it.each(unknownOrigin.map((capture) => [`${capture.set}/${capture.name}`, capture] as const))(
    "%s decodes to what another parser reads in it",
    async (_name, capture) => {
      const { query, headers, body } = partsOf(capture.bytes);
      const isJson = headers.some(([, value]) => value === "application/json");
      const { payload, problem } = await drained(capture);
      if (body === "" && query === null) {
        // What a redirect makes of a POST: a GET without anything in it.
        expect(problem?.code).toBe("request_line_lost");
      } else if (isJson && body !== "") {
        expect(payload).toEqual(JSON.parse(Buffer.from(body, "latin1").toString("utf8")));
      } else {
        const pairs = Object.entries(fieldsOf(payload)).flatMap(([n, v]) => pairsOf(v, n));
        const independent = [...new URLSearchParams(query ?? body)];
        expect(pairs).toEqual(independent.map(([name, value]) => [name, parsedIfObject(value)]));
      }
    },
  );

  it.each(
    captures.filter(({ set }) => set === "live").map((capture) => [capture.name, capture] as const),
  )("live/%s is classified", async (_name, capture) => {
    const { classification } = await drained(capture);
    expect(classification.kind).not.toBe("unknown");
    expect(classification.trigger).not.toBeNull();
  });
});
