import { readFileSync } from "node:fs";
import { z } from "zod";
import { type Payload, payloadSchema } from "@/lib/domain/event";
import { decodePayload } from "@/lib/drain/decode/decode-payload";

const folder = new URL("../../fixtures/captures/", import.meta.url);

const captureSchema = z.object({
  set: z.enum(["direct", "legacy-uri", "live", "responses"]),
  name: z.string(),
  verb: z.string(),
  format: z.string(),
  /** Null where Kazoo could not send it. */
  file: z.string().nullable(),
  hook: z.object({ custom_data: z.unknown().optional() }).optional(),
  payload: z.unknown().optional(),
});

/** One request as genuine Kazoo sent it; `fired` where what it was made from is known. */
export interface Capture {
  readonly set: z.infer<typeof captureSchema>["set"];
  readonly name: string;
  readonly isForm: boolean;
  readonly bytes: Buffer;
  readonly fired: { readonly payload: Payload; readonly customData: Payload } | null;
}

// Integers that the index itself could only hold as doubles here.
const exactIntegers = {
  n: "123456789012345678901234567890",
  m: "9007199254740993",
  neg: "-9223372036854775809",
};

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, folder), "utf8"));
}

/** JSON as it is: no schema walks it, so that a field named "__proto__" stays. */
function asPayload(value: unknown): Payload {
  if (z.object({ $file: z.string() }).safeParse(value).success) {
    return asPayload(readJson(z.object({ $file: z.string() }).parse(value).$file));
  }
  const payload: Payload = JSON.parse(JSON.stringify(value));
  return payloadSchema.safeParse(payload).success ? payload : null;
}

/** Every request of the fixtures that was sent. */
export function readCaptures(): readonly Capture[] {
  const entries = z.array(captureSchema).parse(readJson("index.json"));
  return entries.flatMap((entry): Capture[] => {
    const { set, name, verb, format, file, hook, payload } = entry;
    if (file === null) return [];
    const fired = name.endsWith("_big_int") ? exactIntegers : payload;
    return [
      {
        set,
        name,
        isForm: verb === "get" || format === "form-data",
        bytes: readFileSync(new URL(file, folder)),
        fired:
          fired === undefined
            ? null
            : { payload: asPayload(fired), customData: asPayload(hook?.custom_data ?? {}) },
      },
    ];
  });
}

/** What a request holds, decoded as the drain does. */
export function payloadOf({ bytes }: Capture): Payload | null {
  const text = bytes.toString("latin1");
  const headEnd = text.indexOf("\r\n\r\n");
  const target = text.slice(text.indexOf(" ") + 1, text.indexOf(" HTTP/"));
  const mark = target.indexOf("?");
  const { payload } = decodePayload({
    method: text.startsWith("GET") ? "GET" : text.startsWith("PUT") ? "PUT" : "POST",
    contentType: /\ncontent-type: *([^\r]*)/i.exec(text.slice(0, headEnd))?.[1] ?? null,
    contentEncoding: null,
    query: mark === -1 ? null : target.slice(mark + 1),
    body: bytes.subarray(headEnd + 4),
    inflateLimitBytes: 1024,
  });
  return payload;
}
