import fc from "fast-check";
import { readCaptures } from "./captures";

/** A request's bytes as they go over the wire, but for the line's end and the length. */
export interface GarbledDelivery {
  readonly method: "GET" | "POST" | "PUT";
  readonly contentType: string;
  readonly query: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

function bodyOf(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const end = bytes.indexOf("\r\n\r\n");
  const line = bytes.toString("latin1", 0, bytes.indexOf("\r\n"));
  const query = line.slice(line.indexOf("?") + 1, line.lastIndexOf(" "));
  return Uint8Array.from(
    line.startsWith("GET") ? Buffer.from(query, "latin1") : bytes.subarray(end + 4),
  );
}

const names = [
  "__proto__",
  "constructor",
  "prototype",
  "a",
  "a[b]",
  "l[]",
  "a[",
  "]",
  "",
  "a[__proto__][x]",
];
const nasty = [
  ...[
    "\0",
    "%00",
    "%",
    "%f",
    "%ff%fe",
    "\u{d800}",
    "&&&",
    "=",
    "[]",
    "[[[[",
    "{",
    '{"',
    "\r\n\r\n",
  ],
  ...["1e999", "-0", "9".repeat(400), `1${"0".repeat(30)}`, "NaN", "\ufeff", "null", "true"],
  '{"__proto__":{"polluted":true}}',
  "__proto__[polluted]=true&constructor[prototype][polluted]=true",
  '{"a":1,"a":2,"a":{"a":3}}',
  "a=1&a=2&a[b]=3&a[]=4&a[b][c]=5",
  "[".repeat(250) + "]".repeat(250),
  `${'{"a":'.repeat(200)}1${"}".repeat(200)}`,
  `a${"[b]".repeat(250)}=1`,
  Array.from({ length: 10_000 }, (_, number) => `k${number}=v`).join("&"),
  JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`k${n}`, n]))),
].map((text) => Uint8Array.from(Buffer.from(text)));

// Large ones once in a while only: the corpus has some of 600 kB.
const corpus = [...readCaptures().map(({ bytes }) => bodyOf(bytes)), ...nasty].filter(
  ({ length }) => length < 100_000,
);

const utf8 = (text: string) => Uint8Array.from(Buffer.from(text));
const piece = fc.oneof(
  fc.constantFrom(...nasty.filter(({ length }) => length < 2_000)),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Uint8Array.from(bytes)),
  fc.string({ unit: "binary", maxLength: 40 }).map(utf8),
);

/** A known body with bytes cut out and something put in. */
const mutated = fc
  .tuple(fc.constantFrom(...corpus), fc.nat(), fc.nat({ max: 40 }), piece)
  .map(([body, place, cut, put]) => {
    const at = place % (body.length + 1);
    return Uint8Array.from([...body.subarray(0, at), ...put, ...body.subarray(at + cut)]);
  });

const form = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 12 })), fc.string()))
  .map((pairs) => utf8(pairs.map(([name, value]) => `${name}=${encodeURI(value)}`).join("&")));

const body = fc.oneof(
  { weight: 5, arbitrary: mutated },
  { weight: 2, arbitrary: form },
  { weight: 2, arbitrary: fc.json().map(utf8) },
  {
    weight: 2,
    arbitrary: fc.uint8Array({ maxLength: 500 }).map((bytes) => Uint8Array.from(bytes)),
  },
  { weight: 1, arbitrary: fc.constantFrom(...corpus) },
);

export const garbledDelivery: fc.Arbitrary<GarbledDelivery> = fc.record({
  method: fc.constantFrom("POST", "POST", "POST", "PUT", "GET"),
  contentType: fc.constantFrom(
    "application/x-www-form-urlencoded",
    "application/json",
    "text/plain",
    "multipart/form-data; boundary=x",
    "",
  ),
  query: fc.oneof(
    fc.constantFrom("", "?", "?a=b?c=d", "?__proto__[x]=1", "?%", "?a[]=1&a[]=2", "?%00=%ff"),
    fc.string({ maxLength: 40 }).map((text) => `?${encodeURIComponent(text)}`),
  ),
  body,
});
